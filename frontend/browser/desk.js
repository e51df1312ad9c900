// What makes the desk more comfortable where scripts run. Pages work without, but for passkeys.
import "./desk/passkey.js";
import "./desk/walk_in.js";
import "./desk/islands.js";
import "./page/late_files.js";
