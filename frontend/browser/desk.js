import "./desk/islands.js";
