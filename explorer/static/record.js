// What the pages that count in the browser share: the record of votes, what is counted of it, tables, the address.
// See votes.js.
"use strict";

const at = (id) => document.getElementById(id);
const percent = (share) => (share === null ? "–" : `${Math.round(100 * share)}%`);
const decimal = (value) => (value === null ? "–" : value.toFixed(2));
const mean = (values) => (values.length ? values.reduce((sum, one) => sum + one, 0) / values.length : null);
const points = (number) => (Math.abs(number) < 0.05 ? "0.0" : `${number < 0 ? "−" : "+"}${Math.abs(number).toFixed(1)}`);
const VOTES = { Y: "yes", A: "abstained", N: "no", X: "absent" };

// Tables. A cell is text, or {text, href} for a link, {text, v} for what sorts, {text, kind} for a class, {bar} for a bar.

const barOf = (parts) => {
  const total = parts.reduce((sum, [, size]) => sum + size, 0);
  let left = 0;
  const shapes = parts.filter(([, size]) => size).map(([kind, size]) => {
    const width = (100 * size) / total;
    left += width;
    return part("rect", { class: kind, x: left - width, width, height: 10 });
  });
  return `<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${shapes.join("")}</svg>`;
};

function cellOf(given, place) {
  const one = typeof given === "object" ? given : { text: given };
  const cell = document.createElement(place ? "td" : "th");
  if (!place) cell.scope = "row";
  if (place && /^([\d.,]+%?|–)$/.test(one.text)) cell.className = "n";
  if (one.kind) cell.className = one.kind;
  if (one.v !== undefined) cell.dataset.v = one.v ?? "";
  if (one.bar) {
    cell.className = "bars";
    cell.innerHTML = barOf(one.bar);
  } else if (one.href) {
    const link = document.createElement("a");
    link.href = one.href;
    link.textContent = one.text;
    if (one.href.startsWith("https:")) link.rel = "external noopener";
    cell.append(link);
  } else cell.textContent = one.text;
  return cell;
}

function fill(id, rows) {
  const table = at(id);
  const body = rows.map(({ cells, data }) => {
    const row = document.createElement("tr");
    Object.assign(row.dataset, data);
    row.append(...cells.map(cellOf));
    return row;
  });
  table.tBodies[0].replaceChildren(...body);
  table.tHead.querySelectorAll("[aria-sort]").forEach((head) => head.removeAttribute("aria-sort"));
  table.dispatchEvent(new Event("filled"));
}

// What the pictures of a page show, in their captions, which stand on the pictures saved too.
function caption(said) {
  document.querySelectorAll("figcaption").forEach((one) => {
    one.dataset.said ??= one.textContent;
    one.textContent = `${one.dataset.said}: ${said}`;
  });
}

const share = (value) => ({ text: percent(value), v: value });

// The record.

const pageOf = (id, paged) => (paged ? `votes/${id}.html` : `vote.html?id=${id}`);
const libraryOf = (body, record) => record && `https://${["hrc", "chr"].includes(body) ? "searchlibrary.ohchr.org" : "digitallibrary.un.org"}/record/${record}`;

function readVotes(data) {
  const states = data.countries.map(([code, name, group, page, x, y], place) => ({
    code, name, group, x, y, cast: data.cast[place], stood: data.stood[place],
    cell: page ? { text: name, href: `countries/${code}.html` } : { text: name },
    data: { code, group, number: data.groups.indexOf(group) + 1, x: x ?? "", y: y ?? "" },
  }));
  const votes = data.votes.map(([day, body, symbol, title, paged, whole, kind, tally, subjects, id, record], place) => ({
    day, body, symbol, title, page: pageOf(id, paged), whole, kind: data.kinds[kind], tally, subjects, id, library: libraryOf(body, record), place,
    year: day.slice(0, 4), text: data.kinds[kind].startsWith("draft "),
  }));
  return { states, votes, bodies: data.bodies, blocs: data.blocs, subjects: data.subjects.map(([key, kind, name, page]) => ({ key, kind, name, page })), statements: data.statements };
}

const linked = (vote) => ({ text: vote.symbol || vote.title, href: vote.page });

// The share of identical votes among those that both cast: as agreement() of the library.
function agreement(one, other, among) {
  let n = 0, same = 0;
  for (const { place } of among) {
    const a = one.cast[place], b = other.cast[place];
    if (a === "." || a === "X" || b === "." || b === "X") continue;
    n += 1;
    if (a === b) same += 1;
  }
  return { n, same, share: n ? same / n : null };
}

function byYear(among) {
  const found = new Map();
  for (const one of among) {
    if (!found.has(one.year)) found.set(one.year, []);
    found.get(one.year).push(one);
  }
  return [...found].reverse();
}

// Years without a gap, the latest first, each with its votes.
function yearsOf(among) {
  const found = new Map(byYear(among));
  const all = [...found.keys()].map(Number);
  if (!all.length) return [];
  const last = Math.max(...all), span = last - Math.min(...all) + 1;
  return Array.from({ length: span }, (_, back) => [last - back, found.get(String(last - back)) ?? []]);
}

function membersAt([, , , changes], among) { // for each vote of a period, in order: the members on its day
  const members = new Set();
  let next = 0;
  return among.map(({ place }) => {
    for (; next < changes.length && changes[next][0] <= place; next += 1) {
      changes[next][1].forEach((one) => members.add(one));
      changes[next][2].forEach((one) => members.delete(one));
    }
    return [...members];
  });
}

// The votes that the reader chose by the fields of every such page.
function chosen(votes, bodies) {
  const [since, until, body] = [at("from").value || at("from").min, at("to").value || at("to").max, at("body").value];
  const among = votes.filter((one) => one.day >= since && one.day <= until && (!body || one.body === body));
  return { among, since, until, said: `from ${since} to ${until}${body ? `: ${bodies[body]}` : ""}` };
}

const ratio = (part, whole) => (whole ? part / whole : null);

// What is chosen stands in the address, so that it can be sent on; what an address asks in vain is set aside.
function keepInAddress(keys, forms, show) {
  const asked = new URLSearchParams(location.search);
  for (const key of keys) {
    const field = at(key);
    const kept = field.value;
    if (asked.has(key)) field.value = asked.get(key);
    const known = field.tagName === "SELECT" ? field.selectedIndex >= 0 : field.value;
    if (!known) field.value = kept;
  }
  const again = () => {
    show();
    history.replaceState(null, "", `?${new URLSearchParams(keys.map((key) => [key, at(key).value]))}${location.hash}`);
  };
  for (const form of forms) {
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", again);
  }
  again();
}
