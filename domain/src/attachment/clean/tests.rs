use super::*;

const JFIF: &[u8] = b"\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0";
const END: &[u8] = b"\xff\xd9";

/// A segment of a JPEG.
fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker][..], &length, content].concat()
}

fn exif(orientation: u8, words: &str) -> Vec<u8> {
    let mut block = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    block.extend_from_slice(&[orientation, 0, 0, 0, 0, 0, 0, 0]);
    block.extend_from_slice(words.as_bytes());
    segment(0xe1, &block)
}

fn frame(marker: u8, width: u16, height: u16) -> Vec<u8> {
    let (h, w) = (height.to_be_bytes(), width.to_be_bytes());
    segment(marker, &[8, h[0], h[1], w[0], w[1], 1, 1, 0x11, 0])
}

fn scan() -> Vec<u8> {
    let header = segment(0xda, &[1, 1, 0, 0, 63, 0]);
    // A stuffed byte and a restart are data, not the end.
    [&header[..], &[1, 2, 0xff, 0x00, 3, 0xff, 0xd0, 4]].concat()
}

/// A JPEG of these segments between the usual ones.
fn jpeg(more: &[u8], width: u16, height: u16, after: &[u8]) -> Vec<u8> {
    let frame = frame(0xc0, width, height);
    [b"\xff\xd8", JFIF, more, &frame, &scan(), END, after].concat()
}

fn png_chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    [&length[..], name, content, &[0; 4]].concat()
}

fn png(more: &[u8], width: u32, height: u32, after: &[u8]) -> Vec<u8> {
    let head = [
        &width.to_be_bytes()[..],
        &height.to_be_bytes(),
        &[8, 2, 0, 0, 0],
    ]
    .concat();
    [
        b"\x89PNG\r\n\x1a\n",
        &png_chunk(b"IHDR", &head)[..],
        more,
        &png_chunk(b"IDAT", &[1, 2, 3]),
        &png_chunk(b"IEND", &[]),
        after,
    ]
    .concat()
}

fn riff(chunks: &[(&[u8; 4], &[u8])], after: &[u8]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    for (name, content) in chunks {
        body.extend_from_slice(*name);
        body.extend_from_slice(&u32::try_from(content.len()).unwrap().to_le_bytes());
        body.extend_from_slice(content);
        body.resize(body.len() + content.len() % 2, 0);
    }
    let length = u32::try_from(body.len()).unwrap().to_le_bytes();
    [b"RIFF", &length[..], &body, after].concat()
}

fn vp8(width: u16, height: u16) -> Vec<u8> {
    let (w, h) = (width.to_le_bytes(), height.to_le_bytes());
    vec![0x10, 0, 0, 0x9d, 0x01, 0x2a, w[0], w[1], h[0], h[1], 9, 9]
}

fn vp8x(flags: u8, width: u32, height: u32) -> Vec<u8> {
    let (w, h) = ((width - 1).to_le_bytes(), (height - 1).to_le_bytes());
    vec![flags, 0, 0, 0, w[0], w[1], w[2], h[0], h[1], h[2]]
}

fn mp4_box(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len() + 8).unwrap().to_be_bytes();
    [&length[..], name, content].concat()
}

#[test]
fn nothing_of_a_jpeg_is_kept_but_what_draws() {
    let secrets = [
        exif(1, "GPS -7.05 110.4 Canon"),
        segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>secret"),
        segment(0xed, b"Photoshop 3.0\08BIMsecret"),
        segment(0xe2, b"ICC_PROFILE\0secret"),
        segment(0xfe, b"a comment, secret"),
        segment(0xee, b"Adobe\0\x64\0\0\0\0\x02secret"),
    ]
    .concat();
    let found = clean(&jpeg(&secrets, 640, 480, b"PK\x03\x04 a zip file")).unwrap();
    let adobe = segment(0xee, b"Adobe\0\x64\0\0\0\0\x02");
    assert_eq!(found.bytes, jpeg(&adobe, 640, 480, b""));
    assert_eq!(found.size, Some((640, 480)));
    assert_eq!(found.orientation, 1);
    let again = clean(&found.bytes).unwrap();
    assert_eq!(again.bytes, found.bytes, "cleaning twice changes nothing");
}

#[test]
fn how_a_picture_stands_is_remembered_and_said_again_without_the_rest() {
    for orientation in 1..=8 {
        let found = clean(&jpeg(&exif(orientation, "GPS"), 8, 8, b"")).unwrap();
        assert_eq!(found.orientation, orientation);
        assert!(!holds(&found.bytes, b"Exif"));
        let shown = upright(found.bytes.clone(), MediaType::Jpeg, orientation);
        assert!(!holds(&shown, b"GPS"));
        let read = clean(&shown).unwrap();
        assert_eq!((read.orientation, &read.bytes), (orientation, &found.bytes));
    }
    for broken in [0, 9, 255] {
        let found = clean(&jpeg(&exif(broken, ""), 8, 8, b"")).unwrap();
        assert_eq!(found.orientation, 1);
    }
}

#[test]
fn a_jpeg_that_ends_anywhere_too_early_is_damaged_and_never_panics() {
    let whole = jpeg(&exif(6, "GPS"), 640, 480, b"");
    for length in 3..whole.len() {
        assert_eq!(
            clean(&whole[..length]),
            Err(Unacceptable::Damaged),
            "{length}"
        );
    }
    let two_frames = jpeg(&frame(0xc0, 9, 9), 8, 8, b"");
    let arithmetic = jpeg(&frame(0xc9, 9, 9), 8, 8, b"");
    for odd in [two_frames, arithmetic, jpeg(b"junk", 8, 8, b"")] {
        assert_eq!(clean(&odd), Err(Unacceptable::Damaged));
    }
}

#[test]
fn a_progressive_jpeg_has_several_scans() {
    let tables = segment(0xc4, &[0; 20]);
    let whole = [
        &b"\xff\xd8"[..],
        &frame(0xc2, 30, 20),
        &tables,
        &scan(),
        &tables,
        &segment(0xfe, b"secret"),
        &scan(),
        END,
    ]
    .concat();
    let found = clean(&whole).unwrap();
    assert_eq!(found.bytes.len(), whole.len() - 10);
    assert!(!holds(&found.bytes, b"secret"));
}

#[test]
fn nothing_of_a_png_is_kept_but_what_draws() {
    let secrets = [
        png_chunk(b"eXIf", b"II*\0GPS"),
        png_chunk(b"tEXt", b"Author\0secret"),
        png_chunk(b"iTXt", b"XML:com.adobe.xmp\0secret"),
        png_chunk(b"zTXt", b"secret"),
        png_chunk(b"tIME", b"secret!"),
        png_chunk(b"iCCP", b"secret"),
        png_chunk(b"acTL", b"12345678"),
    ]
    .concat();
    let found = clean(&png(&secrets, 3, 2, b"<script>alert(1)</script>")).unwrap();
    assert_eq!(found.bytes, png(b"", 3, 2, b""));
    let palette = png_chunk(b"PLTE", &[0; 6]);
    assert_eq!(
        clean(&png(&palette, 3, 2, b"")).unwrap().bytes,
        png(&palette, 3, 2, b"")
    );
    let unknown = png_chunk(b"ABCD", b"needed");
    assert_eq!(clean(&png(&unknown, 3, 2, b"")), Err(Unacceptable::Damaged));
    let whole = png(&palette, 3, 2, b"");
    for length in 8..whole.len() {
        assert_eq!(
            clean(&whole[..length]),
            Err(Unacceptable::Damaged),
            "{length}"
        );
    }
}

#[test]
fn nothing_of_a_webp_is_kept_but_what_draws() {
    let (canvas, picture) = (vp8x(0x2c, 40, 30), vp8(40, 30));
    let whole = riff(
        &[
            (b"VP8X", &canvas),
            (b"ICCP", b"secret"),
            (b"VP8 ", &picture),
            (b"EXIF", b"II*\0GPS"),
            (b"XMP ", b"<x:xmpmeta/>"),
        ],
        b"MZ a program",
    );
    let found = clean(&whole).unwrap();
    let expected = riff(&[(b"VP8X", &vp8x(0, 40, 30)), (b"VP8 ", &picture)], b"");
    assert_eq!(found.bytes, expected);
    assert_eq!(found.size, Some((40, 30)));
    let plain = riff(&[(b"VP8 ", &picture)], b"");
    assert_eq!(clean(&plain).unwrap().bytes, plain);
    for length in 12..plain.len() {
        assert_eq!(
            clean(&plain[..length]),
            Err(Unacceptable::Damaged),
            "{length}"
        );
    }
    let lying = riff(&[(b"VP8X", &vp8x(0, 4000, 3000)), (b"VP8 ", &picture)], b"");
    let moving = riff(
        &[(b"VP8X", &canvas), (b"ANIM", &[0; 6]), (b"ANMF", &picture)],
        b"",
    );
    for odd in [lying, moving] {
        assert_eq!(clean(&odd), Err(Unacceptable::Damaged));
    }
}

#[test]
fn a_lossless_webp_says_its_size() {
    let bits = (99_u32 | 49 << 14).to_le_bytes();
    let picture = [&[0x2f][..], &bits, &[7]].concat();
    assert_eq!(
        clean(&riff(&[(b"VP8L", &picture)], b"")).unwrap().size,
        Some((100, 50))
    );
}

#[test]
fn bombs_are_known_by_their_headers() {
    for (bytes, expected) in [
        (png(b"", 60_000, 60_000, b""), Unacceptable::Pixels),
        (png(b"", u32::MAX, u32::MAX, b""), Unacceptable::Pixels),
        (jpeg(b"", 65_000, 65_000, b""), Unacceptable::Pixels),
        (
            riff(&[(b"VP8 ", &vp8(16_383, 16_383))], b""),
            Unacceptable::Pixels,
        ),
        (png(b"", 0, 5, b""), Unacceptable::Damaged),
        (jpeg(b"", 5, 0, b""), Unacceptable::Damaged),
    ] {
        assert_eq!(clean(&bytes), Err(expected));
    }
    assert!(clean(&jpeg(b"", 8000, 6000, b"")).is_ok());
}

#[test]
fn what_is_no_photo_document_or_voice_note_is_refused() {
    for bytes in [
        &b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"[..],
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a\x01\0\x01\0",
        b"PK\x03\x04",
        b"MZ\x90\0",
        b"\0\0\0\x18ftypmp42 no voice",
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        b"\x1a\x45\xdf\xa3 webm V_VP8 A_OPUS",
        b"OggS\0\x02 no Opus at all, but long enough to be looked at",
        b" %PDF-1.4 behind a blank",
        b"",
    ] {
        let found = clean(bytes).unwrap_err();
        assert!(
            matches!(found, Unacceptable::Type | Unacceptable::Damaged),
            "{}",
            String::from_utf8_lossy(bytes)
        );
    }
}

#[test]
fn a_pdf_ends_where_it_ends() {
    let found = clean(b"%PDF-1.7\n1 0 obj\n%%EOF\nPK\x03\x04 a zip").unwrap();
    assert_eq!(found.bytes, b"%PDF-1.7\n1 0 obj\n%%EOF\n");
    assert_eq!(clean(b"%PDF-1.7\n1 0 obj"), Err(Unacceptable::Damaged));
}

#[test]
fn a_voice_note_forgets_where_it_was_recorded_and_stays_as_long_as_it_was() {
    let handler = [&[0; 8][..], b"soun", &[0; 12], b"secret recorder\0"].concat();
    let handler = mp4_box(b"hdlr", &handler);
    let dates =
        |version: u8, bytes: usize| [&[version, 0, 0, 0][..], &vec![0xda; bytes], b"kept"].concat();
    let sound = mp4_box(
        b"mdia",
        &[mp4_box(b"mdhd", &dates(1, 16)), handler].concat(),
    );
    let made = mp4_box(b"tkhd", &dates(0, 8));
    let track = mp4_box(
        b"trak",
        &[made, sound, mp4_box(b"meta", b"secret")].concat(),
    );
    let place = mp4_box(b"udta", b"\xa9xyz -7.05+110.4");
    let whole = [
        mp4_box(b"ftyp", b"M4A \0\0\0\0"),
        mp4_box(b"moov", &[track, place].concat()),
        mp4_box(b"uuid", b"secret"),
        mp4_box(b"free", b"secret"),
        mp4_box(b"mdat", b"voice"),
    ]
    .concat();
    let found = clean(&whole).unwrap();
    assert_eq!(found.bytes.len(), whole.len());
    assert!(holds(&found.bytes, b"voice") && holds(&found.bytes, b"soun"));
    assert!(!holds(&found.bytes, b"secret") && !holds(&found.bytes, b"xyz"));
    assert!(!found.bytes.contains(&0xda), "when it was made");
    let kept = found.bytes.windows(4).filter(|window| window == b"kept");
    assert_eq!(kept.count(), 2);
    let film = mp4_box(
        b"trak",
        &mp4_box(
            b"mdia",
            &mp4_box(b"hdlr", b"\0\0\0\0\0\0\0\0vide\0\0\0\0\0\0\0\0\0\0\0\0\0"),
        ),
    );
    let film = [
        mp4_box(b"ftyp", b"mp42\0\0\0\0"),
        mp4_box(
            b"moov",
            &[
                film,
                mp4_box(b"trak", &mp4_box(b"mdia", &mp4_box(b"minf", b"soun"))),
            ]
            .concat(),
        ),
    ]
    .concat();
    assert_eq!(clean(&film), Err(Unacceptable::Type));
    for length in 12..whole.len() {
        assert!(
            clean(&whole[..length]).is_err() || length > whole.len() - 45,
            "{length}"
        );
    }
}
