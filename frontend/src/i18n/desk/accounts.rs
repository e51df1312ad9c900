//! Signing in, and one's own account.

/// Texts.
pub struct AccountTexts {
    /// Title of the door.
    pub sign_in_title: &'static str,
    /// Under it.
    pub sign_in_lead: &'static str,
    /// Title of the page that asks again.
    pub step_up_title: &'static str,
    /// Under it.
    pub step_up_lead: &'static str,
    /// Title of the last door.
    pub recovery_title: &'static str,
    /// Under it.
    pub recovery_lead: &'static str,
    /// A field.
    pub login: &'static str,
    /// Its hint.
    pub login_hint: &'static str,
    /// A field.
    pub password: &'static str,
    /// A field.
    pub code: &'static str,
    /// Its hint.
    pub code_hint: &'static str,
    /// Its hint when the app is new.
    pub first_code_hint: &'static str,
    /// A field.
    pub recovery_code: &'static str,
    /// Its hint.
    pub recovery_hint: &'static str,
    /// A button.
    pub use_passkey: &'static str,
    /// A button.
    pub use_password: &'static str,
    /// A link.
    pub lost: &'static str,
    /// Who has nothing left.
    pub lost_all: &'static str,
    /// A link.
    pub to_the_door: &'static str,
    /// What went wrong.
    pub wrong: &'static str,
    /// What went wrong.
    pub wrong_code: &'static str,
    /// What went wrong.
    pub wrong_passkey: &'static str,
    /// What went wrong; {0} is a time.
    pub wait: &'static str,
    /// A time.
    pub seconds: &'static str,
    /// A time.
    pub minutes: &'static str,
    /// What went wrong in the browser.
    pub passkey_failed: &'static str,
    /// Title of an invitation.
    pub invitation_title: &'static str,
    /// Under it; {0} is a name.
    pub invited: &'static str,
    /// A way.
    pub by_passkey: &'static str,
    /// What it is.
    pub passkey_lead: &'static str,
    /// A field.
    pub key_name: &'static str,
    /// Its hint.
    pub key_name_hint: &'static str,
    /// A button.
    pub make_passkey: &'static str,
    /// Without scripts.
    pub needs_scripts: &'static str,
    /// A way.
    pub by_password: &'static str,
    /// A field.
    pub new_password: &'static str,
    /// Its hint.
    pub password_hint: &'static str,
    /// A field.
    pub repeat: &'static str,
    /// About the app.
    pub app_lead: &'static str,
    /// What the picture is.
    pub qr: &'static str,
    /// A link.
    pub open_app: &'static str,
    /// Before the secret.
    pub type_secret: &'static str,
    /// A button.
    pub make_password: &'static str,
    /// Above mistakes.
    pub mend: &'static str,
    /// A mistake.
    pub bad_login: &'static str,
    /// A mistake.
    pub login_taken: &'static str,
    /// A mistake.
    pub short: &'static str,
    /// A mistake.
    pub long: &'static str,
    /// A mistake.
    pub obvious: &'static str,
    /// A mistake.
    pub repeat_differs: &'static str,
    /// A mistake.
    pub bad_code: &'static str,
    /// A mistake.
    pub bad_passkey: &'static str,
    /// A mistake.
    pub bad_key_name: &'static str,
    /// Title.
    pub spent_title: &'static str,
    /// Why.
    pub spent: &'static str,
    /// Title.
    pub codes_title: &'static str,
    /// What they are for.
    pub codes_lead: &'static str,
    /// Where to keep them.
    pub codes_keep: &'static str,
    /// A button.
    pub codes_kept: &'static str,
    /// Title.
    pub account_title: &'static str,
    /// A fact.
    pub name: &'static str,
    /// A fact.
    pub roles: &'static str,
    /// A heading.
    pub ways: &'static str,
    /// None yet.
    pub no_passkeys: &'static str,
    /// About a passkey: {0} made, {1} used.
    pub key_facts: &'static str,
    /// Never used.
    pub never: &'static str,
    /// A button.
    pub remove: &'static str,
    /// A link.
    pub add_passkey: &'static str,
    /// A link.
    pub add_password: &'static str,
    /// A link.
    pub change_password: &'static str,
    /// Title.
    pub password_title: &'static str,
    /// Opens the fields of an app.
    pub other_app: &'static str,
    /// A button.
    pub save: &'static str,
    /// A link.
    pub back: &'static str,
    /// {0} is a number.
    pub codes_left: &'static str,
    /// A button.
    pub new_codes: &'static str,
    /// A heading.
    pub sessions: &'static str,
    /// About a session: {0} since, {1} last seen.
    pub session_facts: &'static str,
    /// A session.
    pub this_one: &'static str,
    /// A button.
    pub end: &'static str,
    /// A button.
    pub end_others: &'static str,
    /// A button.
    pub sign_out: &'static str,
    /// A notice.
    pub recovery_first: &'static str,
    /// A notice.
    pub last_way: &'static str,
    /// A notice: a new way in was made in place of lost ones.
    pub recovered: &'static str,
    /// A notice: somebody invited them again while they were away.
    pub invited_again: &'static str,
    /// A heading.
    pub invitations: &'static str,
    /// About an invitation: {0} when, {1} by whom, {2} what became of it.
    pub invitation_facts: &'static str,
    /// Who runs the system.
    pub by_operator: &'static str,
    /// {0} is when.
    pub accepted: &'static str,
    /// Not accepted.
    pub not_accepted: &'static str,
    /// A post of a colleague who is away.
    pub standing_in: &'static str,
    /// There is one.
    pub has_password: &'static str,
    /// A button.
    pub remove_password: &'static str,
    /// A role.
    pub national_admin: &'static str,
    /// A role.
    pub agency_coordinator: &'static str,
    /// A role.
    pub liaison_officer: &'static str,
    /// A role.
    pub inspectorate: &'static str,
    /// A role.
    pub ombudsman: &'static str,
    /// A role.
    pub channel_operator: &'static str,
    /// A role.
    pub observer: &'static str,
    /// A role.
    pub custodian: &'static str,
    /// A role.
    pub auditor: &'static str,
    /// A role.
    pub other_role: &'static str,
    /// A role.
    pub head_of_agency: &'static str,
}

pub(super) const ID: AccountTexts = AccountTexts {
    sign_in_title: "Masuk",
    sign_in_lead: "Halaman ini hanya untuk petugas.",
    step_up_title: "Pastikan ini Anda",
    step_up_lead: "Bagian ini memerlukan bukti baru bahwa ini memang Anda. Bukti berlaku 10 menit.",
    recovery_title: "Masuk dengan kode pemulihan",
    recovery_lead: "Setiap kode hanya berlaku satu kali. Sesudah masuk, Anda membuat cara masuk yang baru.",
    login: "Nama pengguna",
    login_hint: "Misalnya siti.n atau alamat surel: huruf kecil, angka, titik, tanda hubung",
    password: "Kata sandi",
    code: "Kode dari aplikasi autentikator",
    code_hint: "Enam angka",
    first_code_hint: "Enam angka yang sekarang ditampilkan aplikasi",
    recovery_code: "Kode pemulihan",
    recovery_hint: "Misalnya ABCD-EFGH-IJKL-MNOP",
    use_passkey: "Masuk dengan kunci sandi",
    use_password: "Lanjutkan",
    lost: "Kehilangan kunci sandi atau aplikasi? Pakai kode pemulihan",
    lost_all: "Jika kode pemulihan juga hilang, mintalah undangan baru kepada admin Anda.",
    to_the_door: "Ke halaman masuk",
    wrong: "Nama pengguna, kata sandi, atau kode tidak cocok. Periksa dan coba lagi; kode yang sudah dipakai tidak berlaku lagi.",
    wrong_code: "Nama pengguna atau kode pemulihan tidak cocok, atau kode sudah pernah dipakai.",
    wrong_passkey: "Kunci sandi ini tidak dikenal atau permintaannya sudah kedaluwarsa. Coba sekali lagi.",
    wait: "Terlalu banyak percobaan yang salah. Coba lagi dalam {0}. Masuk dengan kunci sandi tetap bisa.",
    seconds: "{0} detik",
    minutes: "{0} menit",
    passkey_failed: "Kunci sandi tidak jadi dipakai. Coba lagi, atau pilih cara lain.",
    invitation_title: "Undangan petugas",
    invited: "Selamat datang, {0}. Pilih cara Anda masuk. Cara lain dapat ditambahkan nanti.",
    by_passkey: "Dengan kunci sandi",
    passkey_lead: "Kunci sandi tersimpan di ponsel, komputer, atau kunci keamanan Anda dan dibuka dengan sidik jari, wajah, atau PIN. Ini cara yang paling aman.",
    key_name: "Nama kunci sandi",
    key_name_hint: "Agar Anda mengenalinya, misalnya Ponsel kantor",
    make_passkey: "Buat kunci sandi",
    needs_scripts: "Peramban ini tidak dapat membuat kunci sandi, atau JavaScript dimatikan.",
    by_password: "Dengan kata sandi dan kode",
    new_password: "Kata sandi baru",
    password_hint: "Paling sedikit 12 karakter; beberapa kata lebih baik daripada satu",
    repeat: "Kata sandi baru, sekali lagi",
    app_lead: "Pindai gambar ini dengan aplikasi autentikator di ponsel Anda.",
    qr: "Kode QR untuk aplikasi autentikator",
    open_app: "Buka di aplikasi pada perangkat ini",
    type_secret: "Atau ketik kunci ini di aplikasi:",
    make_password: "Simpan kata sandi",
    mend: "Yang perlu diperbaiki:",
    bad_login: "Tulis nama pengguna: 3 sampai 100 huruf kecil, angka, titik, atau tanda hubung",
    login_taken: "Nama pengguna ini sudah dipakai. Pilih yang lain",
    short: "Kata sandi terlalu pendek: paling sedikit 12 karakter",
    long: "Kata sandi terlalu panjang: paling banyak 200 karakter",
    obvious: "Kata sandi ini terlalu mudah ditebak. Pilih yang lain",
    repeat_differs: "Kedua kata sandi tidak sama",
    bad_code: "Kode tidak cocok. Ketik kode yang sekarang ditampilkan aplikasi",
    bad_passkey: "Kunci sandi tidak dapat disimpan. Coba sekali lagi",
    bad_key_name: "Tulis nama kunci sandi, paling banyak 60 karakter",
    spent_title: "Undangan tidak berlaku",
    spent: "Undangan ini sudah dipakai, sudah kedaluwarsa, atau alamatnya tidak lengkap. Mintalah undangan baru kepada admin Anda.",
    codes_title: "Kode pemulihan Anda",
    codes_lead: "Simpan sepuluh kode ini. Jika kunci sandi atau ponsel Anda hilang, satu kode membuka akun satu kali. Kode ini tidak akan ditampilkan lagi.",
    codes_keep: "Cetak halaman ini atau catat kodenya, dan simpan jauh dari komputer Anda.",
    codes_kept: "Sudah saya simpan, lanjutkan",
    account_title: "Akun saya",
    name: "Nama",
    roles: "Peran",
    ways: "Cara masuk",
    no_passkeys: "Belum ada kunci sandi.",
    key_facts: "Dibuat {0}. Terakhir dipakai: {1}.",
    never: "belum pernah",
    remove: "Hapus",
    add_passkey: "Tambah kunci sandi",
    add_password: "Tambah kata sandi dan kode",
    change_password: "Ganti kata sandi atau aplikasi",
    password_title: "Kata sandi dan kode",
    other_app: "Pindah ke aplikasi autentikator lain (opsional)",
    save: "Simpan",
    back: "Kembali ke akun",
    codes_left: "Kode pemulihan yang tersisa: {0} dari 10.",
    new_codes: "Buat kode pemulihan baru",
    sessions: "Tempat Anda masuk",
    session_facts: "Masuk {0}. Terakhir aktif {1}.",
    this_one: "Peramban ini",
    end: "Akhiri",
    end_others: "Akhiri semua yang lain",
    sign_out: "Keluar",
    recovery_first: "Anda masuk dengan kode pemulihan. Tambahkan kunci sandi atau kata sandi baru dahulu; sesudah itu semua bagian terbuka lagi.",
    last_way: "Ini cara masuk Anda yang terakhir. Tambahkan cara lain sebelum menghapusnya.",
    recovered: "Cara masuk baru tersimpan, dan semua tempat lain sudah dikeluarkan. Hapus cara masuk di bawah ini yang hilang atau tidak Anda kenal.",
    invited_again: "Akun Anda diundang ulang sejak Anda masuk sebelumnya. Jika bukan atas permintaan Anda, hentikan pekerjaan dan beri tahu auditor.",
    invitations: "Undangan untuk akun ini",
    invitation_facts: "{0}, oleh {1}: {2}.",
    by_operator: "operator sistem",
    accepted: "dipakai {0}",
    not_accepted: "tidak dipakai",
    standing_in: "menggantikan rekan",
    has_password: "Kata sandi dengan kode dari aplikasi.",
    remove_password: "Hapus kata sandi",
    national_admin: "Admin nasional",
    agency_coordinator: "Koordinator instansi",
    liaison_officer: "Pejabat penghubung",
    inspectorate: "Inspektorat",
    ombudsman: "Ombudsman",
    channel_operator: "Petugas loket",
    observer: "Pengamat",
    custodian: "Penjaga segel",
    auditor: "Auditor",
    other_role: "Peran lain",
    head_of_agency: "Pimpinan instansi",
};

pub(super) const EN: AccountTexts = AccountTexts {
    sign_in_title: "Sign in",
    sign_in_lead: "These pages are for officers only.",
    step_up_title: "Confirm it is you",
    step_up_lead: "This part needs fresh proof that it is you. It holds for 10 minutes.",
    recovery_title: "Sign in with a recovery code",
    recovery_lead: "Each code works once. After signing in you make a new way in.",
    login: "User name",
    login_hint: "For example siti.n or an email address: small letters, digits, dots, hyphens",
    password: "Password",
    code: "Code from the authenticator app",
    code_hint: "Six digits",
    first_code_hint: "The six digits the app shows now",
    recovery_code: "Recovery code",
    recovery_hint: "For example ABCD-EFGH-IJKL-MNOP",
    use_passkey: "Use a passkey",
    use_password: "Continue",
    lost: "Lost your passkey or app? Use a recovery code",
    lost_all: "If your recovery codes are lost too, ask your administrator for a new invitation.",
    to_the_door: "To the sign-in page",
    wrong: "User name, password or code do not match. Check and try again; a code that was used does not work again.",
    wrong_code: "User name or recovery code do not match, or the code was used before.",
    wrong_passkey: "This passkey is not known, or the request expired. Try once more.",
    wait: "Too many wrong attempts. Try again in {0}. Signing in with a passkey still works.",
    seconds: "{0} seconds",
    minutes: "{0} minutes",
    passkey_failed: "The passkey was not used. Try again, or choose another way.",
    invitation_title: "Officer's invitation",
    invited: "Welcome, {0}. Choose how you sign in. You can add other ways later.",
    by_passkey: "With a passkey",
    passkey_lead: "A passkey lives in your phone, computer or security key and opens with your fingerprint, face or PIN. It is the safest way.",
    key_name: "Name of the passkey",
    key_name_hint: "So that you recognise it, for example Office phone",
    make_passkey: "Make a passkey",
    needs_scripts: "This browser cannot make passkeys, or JavaScript is off.",
    by_password: "With a password and a code",
    new_password: "New password",
    password_hint: "At least 12 characters; several words are better than one",
    repeat: "New password, once more",
    app_lead: "Scan this picture with an authenticator app on your phone.",
    qr: "QR code for the authenticator app",
    open_app: "Open in an app on this device",
    type_secret: "Or type this key into the app:",
    make_password: "Save the password",
    mend: "Please mend:",
    bad_login: "Write a user name: 3 to 100 small letters, digits, dots or hyphens",
    login_taken: "This user name is taken. Choose another",
    short: "The password is too short: at least 12 characters",
    long: "The password is too long: at most 200 characters",
    obvious: "This password is too easy to guess. Choose another",
    repeat_differs: "The two passwords differ",
    bad_code: "The code does not match. Type the one the app shows now",
    bad_passkey: "The passkey could not be saved. Try once more",
    bad_key_name: "Write a name for the passkey, at most 60 characters",
    spent_title: "Invitation not valid",
    spent: "This invitation was used, has expired, or its address is not complete. Ask your administrator for a new one.",
    codes_title: "Your recovery codes",
    codes_lead: "Keep these ten codes. If your passkey or phone is lost, one code opens your account once. They will not be shown again.",
    codes_keep: "Print this page or write the codes down, and keep them away from your computer.",
    codes_kept: "I have kept them, continue",
    account_title: "My account",
    name: "Name",
    roles: "Roles",
    ways: "Ways to sign in",
    no_passkeys: "No passkeys yet.",
    key_facts: "Made {0}. Last used: {1}.",
    never: "never",
    remove: "Remove",
    add_passkey: "Add a passkey",
    add_password: "Add a password and a code",
    change_password: "Change password or app",
    password_title: "Password and code",
    other_app: "Move to another authenticator app (optional)",
    save: "Save",
    back: "Back to my account",
    codes_left: "Recovery codes left: {0} of 10.",
    new_codes: "Make new recovery codes",
    sessions: "Where you are signed in",
    session_facts: "Signed in {0}. Last active {1}.",
    this_one: "This browser",
    end: "End",
    end_others: "End all others",
    sign_out: "Sign out",
    recovery_first: "You signed in with a recovery code. First add a passkey or a new password; then everything opens again.",
    last_way: "This is your last way in. Add another before you remove it.",
    recovered: "The new way in is stored, and you are signed out everywhere else. Remove those below that you lost or do not know.",
    invited_again: "Your account was invited again since you signed in the time before. If you did not ask for it, stop working and tell the auditor.",
    invitations: "Invitations for this account",
    invitation_facts: "{0}, by {1}: {2}.",
    by_operator: "the system's operator",
    accepted: "accepted {0}",
    not_accepted: "not accepted",
    standing_in: "standing in for a colleague",
    has_password: "Password with a code of an app.",
    remove_password: "Remove the password",
    national_admin: "National administrator",
    agency_coordinator: "Agency coordinator",
    liaison_officer: "Liaison officer",
    inspectorate: "Inspectorate",
    ombudsman: "Ombudsman",
    channel_operator: "Counter operator",
    observer: "Observer",
    custodian: "Custodian",
    auditor: "Auditor",
    other_role: "Another role",
    head_of_agency: "Head of agency",
};
