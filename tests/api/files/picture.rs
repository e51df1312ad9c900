//! Pictures made in the tests, and a phone that sends them.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use system_tests::{Reply, System};

/// The reporter's access key in these tests.
pub const KEY: &str = "AAECAwQFBgcICQoLDA0ODw";
/// A digest nobody announced.
pub const OTHER: &str = "00e8e3ca8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

/// A segment of a JPEG.
pub fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker][..], &length, content].concat()
}

/// EXIF with an orientation, a place and a telephone.
pub fn exif(orientation: u8) -> Vec<u8> {
    let mut block = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    block.extend_from_slice(&[orientation, 0, 0, 0, 0, 0, 0]);
    block.extend_from_slice(b"GPSLatitude 7 3 5 S, SecretPhone 12");
    segment(0xe1, &block)
}

/// A JPEG of about `bytes` bytes that no other number makes, with these segments before the picture.
pub fn jpeg(number: u8, bytes: usize, more: &[u8]) -> Vec<u8> {
    let jfif = segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
    let frame = segment(0xc0, &[8, 3, 0, 4, 0, 1, 1, 0x11, 0]);
    let scan = segment(0xda, &[1, 1, 0, 0, 63, 0]);
    let mut whole = [&b"\xff\xd8"[..], &jfif, more, &frame, &scan].concat();
    let mut noise = u32::from(number) + 1;
    while whole.len() + 2 < bytes {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        whole.push((noise >> 24) as u8 & 0x7f);
    }
    whole.extend_from_slice(b"\xff\xd9");
    whole
}

/// A PNG that says it is so large, with some data.
pub fn png(width: u32, height: u32, after: &[u8]) -> Vec<u8> {
    let chunk = |name: &[u8; 4], content: &[u8]| {
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [&length[..], name, content, &[0; 4]].concat()
    };
    let head = [
        &width.to_be_bytes()[..],
        &height.to_be_bytes(),
        &[8, 2, 0, 0, 0],
    ]
    .concat();
    [
        &b"\x89PNG\r\n\x1a\n"[..],
        &chunk(b"IHDR", &head),
        &chunk(b"IDAT", &[1, 2, 3]),
        &chunk(b"IEND", &[]),
        after,
    ]
    .concat()
}

/// SHA-256, hex.
pub fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A file on a phone.
#[derive(Clone)]
pub struct Photo {
    pub bytes: Vec<u8>,
    pub media: &'static str,
    pub part_bytes: usize,
}

impl Photo {
    pub fn new(bytes: Vec<u8>, media: &'static str) -> Self {
        Self {
            bytes,
            media,
            part_bytes: 8192,
        }
    }

    pub fn sha256(&self) -> String {
        sha256(&self.bytes)
    }

    pub fn descriptor(&self) -> Value {
        json!({
            "sha256": self.sha256(), "type": self.media, "bytes": self.bytes.len(), "part_bytes": self.part_bytes,
        })
    }

    pub fn in_form(&self) -> String {
        let (sha256, bytes) = (self.sha256(), self.bytes.len());
        format!("{sha256}:{}:{bytes}:{}", self.media, self.part_bytes)
    }

    pub fn parts(&self) -> Vec<&[u8]> {
        self.bytes.chunks(self.part_bytes).collect()
    }
}

/// A complaint with files that were announced with its words.
pub struct Filed<'a> {
    pub system: &'a System,
    pub id: String,
    pub code: String,
    pub receipt: Value,
}

impl<'a> Filed<'a> {
    pub fn with(system: &'a System, photos: &[&Photo], more: Value) -> Self {
        let id = System::new_id();
        let files: Vec<Value> = photos.iter().map(|photo| photo.descriptor()).collect();
        let mut body = json!({
            "text": "Jalan rusak di Desa Gubug, lubang besar di depan pasar",
            "place": "Kecamatan Gubug, Kabupaten Grobogan", "access_key": KEY, "files": files,
        });
        for (name, value) in more.as_object().unwrap() {
            body[name] = value.clone();
        }
        let reply = system.put(&id, &body);
        assert_eq!(reply.status, 201, "{}", reply.body);
        let receipt = reply.json();
        let code = receipt["tracking_code"].as_str().unwrap().to_owned();
        Self {
            system,
            id,
            code,
            receipt,
        }
    }

    /// Asks about files, as the bearer of a key.
    pub fn get_as(&self, key: &str, path: &str) -> Reply {
        let bearer = format!("Bearer {key}");
        let path = format!("/api/v1/complaints/{}/files{path}", self.id);
        self.system
            .send("GET", &path, &[("authorization", &bearer)], None)
    }

    pub fn get(&self, path: &str) -> Reply {
        self.get_as(KEY, path)
    }

    /// Sends bytes of a type to an address of files.
    pub fn put_as(&self, key: &str, path: &str, media: &str, bytes: &[u8]) -> Reply {
        let bearer = format!("Bearer {key}");
        let path = format!("/api/v1/complaints/{}/files{path}", self.id);
        let headers = [("authorization", bearer.as_str()), ("content-type", media)];
        self.system.send("PUT", &path, &headers, Some(bytes))
    }

    pub fn put_part(&self, photo: &Photo, n: usize) -> Reply {
        let path = format!("/{}/{n}", photo.sha256());
        self.put_as(KEY, &path, "application/octet-stream", photo.parts()[n])
    }

    /// Sends all of it, in order; the last answer.
    pub fn put_all(&self, photo: &Photo) -> Reply {
        let count = photo.parts().len();
        let mut replies: Vec<Reply> = (0..count).map(|n| self.put_part(photo, n)).collect();
        replies.pop().unwrap()
    }

    pub fn announce(&self, photo: &Photo) -> Reply {
        let mut body = photo.descriptor();
        body.as_object_mut().unwrap().remove("sha256");
        let path = format!("/{}", photo.sha256());
        self.put_as(KEY, &path, "application/json", body.to_string().as_bytes())
    }

    /// What R2 holds of it.
    pub fn stored(&self) -> Vec<Vec<u8>> {
        objects(self.system, &format!("file/{}", self.id))
    }

    /// The number of rows of its parts.
    pub fn part_rows(&self) -> i64 {
        let sql = "select count(*) from attachment_part where complaint_id";
        self.system.count(&format!("{sql} = '{}'", self.id))
    }
}

/// Everything local R2 holds below a prefix, read behind the system's back.
pub fn objects(system: &System, prefix: &str) -> Vec<Vec<u8>> {
    system.objects(prefix)
}

/// Whether bytes hold words anywhere.
pub fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

/// The slug of a problem.
pub fn problem(reply: &Reply) -> (u16, String) {
    let kind = reply.json()["type"].as_str().unwrap_or_default().to_owned();
    (
        reply.status,
        kind.trim_start_matches("/problems/").to_owned(),
    )
}
