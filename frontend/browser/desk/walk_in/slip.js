// The receipt, filled in by the page: the same markup as the server's (`frontend/src/pages/desk/walk_in/slip.rs`).
import { drawQr } from "./qr.js";

// What a phone that opens the code is told; never sent to the server.
const CLAIM = "#simpan";

export const slipOf = (row) => {
  const language = (row.values && row.values.receipt_language) || row.slipLanguage || row.lang;
  const template = document.getElementById(`slip-${language == "en" ? "en" : "id"}`);
  const slip = template.content.firstElementChild.cloneNode(true);
  const button = slip.querySelector("[data-print]");
  button.hidden = false;
  button.onclick = () => print();
  slip.querySelector("[data-unscripted]").hidden = true;
  return slip;
};

const day = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
const dayOf = (text, lang, timeZone) => new Date(text).toLocaleDateString(lang, { ...day, timeZone });

// What is known now; what the row does not know any more (its words, once they are the server's) stays as it is shown.
export const fillSlip = (slip, row) => {
  const { dataset, lang } = slip;
  const put = (name, words) => {
    if (!words) return;
    const place = slip.querySelector(`[data-slot=${name}]`);
    place.textContent = words;
    const line = place.closest("dl > div");
    if (line) line.hidden = false;
  };
  const link = location.origin + dataset.link + row.code + (row.key ? `?k=${row.key}` : "");
  put("code", row.code);
  put("key", row.key);
  put("link", link);
  put("ask", location.origin + dataset.ask);
  const picture = slip.querySelector("[data-slot=qr]");
  if (!picture.firstElementChild) picture.append(drawQr(link + CLAIM, dataset.scan));
  const { values } = row;
  if (values) {
    const locale = lang == "en" ? "en-GB" : "id";
    const zoneless = { ...day, timeZone: "UTC" };
    const said = new Date(`${values.said_on}T00:00:00Z`);
    const saidDay = isNaN(said) ? values.said_on : said.toLocaleDateString(locale, zoneless);
    put("said", [saidDay, values.said_time && `${values.said_time} ${values.zone}`].filter(Boolean).join(", "));
    put("channel", nameOf(values.channel, lang));
    put("text", values.text);
    put("place", [values.place, values.landmark].filter(Boolean).join(" · "));
    put("occurred_on", values.occurred_on);
    put("protection", [values.anonymous && dataset.anonymous, values.confidential && dataset.confidential].filter(Boolean).join(", "));
  }
  dataset.state = row.receipt ? "sent" : row.problem ? "refused" : "unsent";
  if (!row.receipt) return;
  const { zone, received_at } = row.receipt;
  const locale = lang == "en" ? "en-GB" : "id";
  put("received_at", new Date(received_at).toLocaleString(locale, { ...day, hour: "2-digit", minute: "2-digit", timeZone: zone, timeZoneName: "short" }));
  for (const name of ["verify_by", "respond_by", "resolve_by"]) put(name, dayOf(row.receipt[name], locale, zone));
};

// The channel's name in the receipt's language, which the receipt's template brings along.
const nameOf = (value, lang) => {
  const template = document.getElementById(`slip-${lang == "en" ? "en" : "id"}`);
  const names = JSON.parse(template.dataset.channels);
  return names[value] || value;
};
