//! Rows as the tables of accounts give them.

use serde::Deserialize;

#[derive(Deserialize)]
pub struct InvitationRow {
    pub id: String,
    pub name: String,
    pub login: Option<String>,
}

#[derive(Deserialize)]
pub struct PasswordRow {
    pub officer_id: String,
    pub phc: String,
    pub totp_key_id: String,
    pub totp_nonce: String,
    pub totp_ciphertext: String,
}

#[derive(Deserialize)]
pub struct KeyRow {
    pub officer_id: String,
    pub algorithm: String,
    pub public_key: String,
    pub sign_count: f64,
}

#[derive(Deserialize)]
pub struct OfficerRow {
    pub officer_id: String,
}

#[derive(Deserialize)]
pub struct UntilRow {
    pub wait_until: f64,
}

#[derive(Deserialize)]
pub struct AccountRow {
    pub login: Option<String>,
    pub has_password: f64,
    pub codes: f64,
}

#[derive(Deserialize)]
pub struct OwnKeyRow {
    pub id: String,
    pub name: String,
    pub created_at: f64,
    pub used_at: Option<f64>,
}

#[derive(Deserialize)]
pub struct OwnInvitationRow {
    pub created_at: f64,
    pub used_at: Option<f64>,
    pub by_name: Option<String>,
    pub is_news: f64,
}

#[derive(Deserialize)]
pub struct OwnSessionRow {
    pub hash: String,
    pub device: String,
    pub created_at: f64,
    pub seen_at: f64,
}
