// Others' complaints about what somebody is just writing (docs/decisions/0018): asked once words and a place are there and
// rest for a while, shown under the story. The choice is a field of the form and travels with it; nothing is remembered here.
const story = document.getElementById("text");
const { form } = story;
const prefix = document.documentElement.lang == "en" ? "/en" : "";
const REST_MS = 1500;
const LEAST_CHARS = 20;

const box = document.createElement("section");
box.id = "similar";
box.className = "card";
box.hidden = true;
box.setAttribute("aria-live", "polite");
story.closest("div").after(box);

const make = (name, text, rest) => Object.assign(document.createElement(name), { textContent: text, ...rest });
const button = (text, onclick, className = "") => make("button", text, { type: "button", onclick, className });
const choose = (code) => {
  form.joins.value = code;
  form.dispatchEvent(new Event("input", { bubbles: true }));
};
const row = (...buttons) => {
  const row = make("p", "", { className: "row" });
  row.append(...buttons);
  return row;
};
const shown = ({ code, href, title, place, why }) => {
  const item = make("div", "");
  item.append(make("b", title), make("p", [place, why].filter(Boolean).join(" · ")));
  item.append(row(make("a", code, { href, target: "_blank", className: "button plain" })));
  return item;
};

const refused = new Set();
let asked;
const show = ({ title, lead, join, dismiss, chosen, cases = [] }) => {
  const fresh = cases.filter(({ code }) => !refused.has(code));
  const close = () => {
    for (const { code } of cases) refused.add(code);
    choose("");
    box.hidden = true;
    story.focus();
  };
  box.replaceChildren(make("h2", title), make("p", lead, { className: "soft" }));
  for (const one of fresh) {
    const item = shown(one);
    const take = () => {
      choose(one.code);
      const said = make("p", chosen, { tabIndex: -1 });
      box.replaceChildren(make("h2", join), shown(one), said, row(button(dismiss, close, "plain")));
      said.focus();
    };
    item.append(row(button(join, take)));
    box.append(item);
  }
  box.append(row(button(dismiss, close, "plain")));
  box.hidden = !fresh.length;
};

const look = async () => {
  const { text, place, region, lat, lon, joins, confidential } = form;
  // What is to be secret is not asked about, and who has chosen is left alone.
  if (confidential.checked) {
    box.hidden = true;
    if (joins.value) choose("");
    return;
  }
  const words = text.value.trim();
  if (joins.value || words.length < LEAST_CHARS || !(region.value || lat.value || place.value.trim())) return;
  const near = (degrees) => degrees.value && (+degrees.value).toFixed(3);
  const body = new URLSearchParams({ text: words.slice(0, 1000), place: place.value, region: region.value, lat: near(lat), lon: near(lon) });
  if (asked == String(body)) return;
  asked = String(body);
  const answer = await fetch(`${prefix}/laporan/serupa`, { method: "POST", body, credentials: "omit", referrerPolicy: "no-referrer" });
  if (answer.ok && asked == String(body) && !joins.value) show(await answer.json());
};

let timer;
form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => look().catch(() => {}), REST_MS);
});
look().catch(() => {});
