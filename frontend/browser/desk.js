// The desk's scripts.
import "./desk/walk_in.js";
