//! What is wrong with a field of a command, in words.

use super::Language;

/// The words of a code of `errors[].code`; says something useful for a code it does not know.
pub fn mistake_words(language: Language, code: &str) -> &'static str {
    let (indonesian, english) = match code {
        "required" | "empty_reply" | "missing_reason" => ("Wajib diisi.", "This is needed."),
        "too_long" => ("Terlalu panjang.", "This is too long."),
        "invalid_text" => (
            "Teks kosong, terlalu panjang, atau berisi tanda yang tidak bisa disimpan.",
            "The text is blank, too long, or has a character that cannot be stored.",
        ),
        "invalid_date" => (
            "Tanggal ini tidak dikenal. Tulis seperti 2026-11-20.",
            "We do not recognise this date. Write it like 2026-11-20.",
        ),
        "invalid_code" => (
            "Nomor laporan ini salah ketik.",
            "This tracking code is mistyped.",
        ),
        "unknown_agency" => ("Instansi ini tidak ada.", "There is no such agency."),
        "unknown_unit" => (
            "Instansi itu tidak punya unit ini.",
            "That agency has no such unit.",
        ),
        "unknown_category" => ("Kategori ini tidak ada.", "There is no such category."),
        "unknown_complaint" => (
            "Tidak ada laporan dengan nomor ini yang boleh Anda baca.",
            "There is no complaint with this code that you may read.",
        ),
        "too_many_join" => (
            "Hari ini sudah banyak yang bergabung dari jaringan yang sama. Coba lagi besok atau lewat jaringan lain; sementara itu laporan Anda berjalan sendiri.",
            "Many have joined from the same network today. Try again tomorrow or over another network; until then your complaint goes its own way.",
        ),
        "not_asked" => (
            "Tempat tidak sedang ditanyakan.",
            "Nobody is asking about the place.",
        ),
        "not_offered" => (
            "Tempat ini tidak termasuk pilihan.",
            "This is not one of the places offered.",
        ),
        "wrong_type" => (
            "Isi berkas ini bukan foto (JPEG, PNG, WebP), PDF, atau rekaman suara yang kami terima. Foto HEIC belum bisa dibaca. Di iPhone: Pengaturan › Kamera › Format › Paling Kompatibel, atau kirim tangkapan layar.",
            "This file is not a photo (JPEG, PNG, WebP), PDF or voice note that we take. We cannot read HEIC photos yet. On iPhone: Settings › Camera › Formats › Most Compatible, or send a screenshot.",
        ),
        "damaged" => (
            "Berkas ini rusak atau tidak lengkap.",
            "This file is damaged or not complete.",
        ),
        "too_many_pixels" => (
            "Gambar ini terlalu besar: lebih dari 50 megapiksel.",
            "This picture is too large: more than 50 megapixels.",
        ),
        "too_large" => (
            "Berkas ini terlalu besar: paling besar 8 MB, semua berkas bersama 30 MB.",
            "This file is too large: at most 8 MB each, 30 MB all together.",
        ),
        "too_many_files" => (
            "Terlalu banyak berkas: paling banyak lima.",
            "Too many files: at most five.",
        ),
        "lost_file" => (
            "Berkas ini belum ikut terkirim. Pilih lagi.",
            "This file has not gone along. Choose it again.",
        ),
        "wrong_part" => (
            "Bagian ini bukan bagian dari berkas yang didaftarkan.",
            "This is not a part of the file that was announced.",
        ),
        "invalid_file" => (
            "Nama, jenis, atau ukuran berkas ini tidak diterima.",
            "The digest, type or size of this file is not taken.",
        ),
        "stars" => ("Beri 1 sampai 5 bintang.", "Give 1 to 5 stars."),
        "stars_and_solved" => (
            "Isi bintang dan jawaban \u{201c}masalah teratasi?\u{201d}, atau kosongkan keduanya.",
            "Give both the stars and whether it is solved, or neither.",
        ),
        "unedited_template" => (
            "Jawaban contoh harus disesuaikan dulu.",
            "A template must be edited before it is an answer.",
        ),
        "missing_evidence" => (
            "Kategori ini meminta bukti pekerjaan selesai.",
            "This category asks for evidence of what was done.",
        ),
        "done_in_future" => ("Hari ini belum terjadi.", "That day has not come yet."),
        "planned_too_far" => (
            "Hari itu lebih dari setahun lagi.",
            "That day is more than a year ahead.",
        ),
        "planned_in_past" => ("Hari itu sudah lewat.", "That day is past."),
        "rejection_reason" => (
            "Anda tidak berwenang memakai alasan ini.",
            "This reason is not yours to give.",
        ),
        "lead" => (
            "Laporan induk itu laporan ini sendiri, sudah ditutup, digabung, atau berbeda kerahasiaannya.",
            "That complaint is this very one, closed, merged itself, or protected differently.",
        ),
        "has_followers" => (
            "Laporan ini sendiri menjadi induk laporan lain.",
            "Others follow this complaint.",
        ),
        "classification" => (
            "Pengaduan berkadar pengawasan ditangani inspektorat.",
            "Supervisory complaints are the inspectorate's.",
        ),
        "thread" => (
            "Catatan petugas terbuka atau internal.",
            "An officer's note is public or internal.",
        ),
        "holder" => (
            "Koordinator hanya meneruskan di dalam instansinya sendiri.",
            "A coordinator assigns inside their own agency.",
        ),
        "suggested_agency" => (
            "Instansi yang disarankan adalah instansi itu sendiri.",
            "The agency suggested is the one that returns it.",
        ),
        _ => (
            "Pilih salah satu yang tersedia.",
            "Choose one of those offered.",
        ),
    };
    match language {
        Language::Indonesian => indonesian,
        Language::English => english,
    }
}
