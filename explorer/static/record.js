// What the pages that count in the browser share: the record of votes, what is counted of it, tables, the address.
// See states.js, votes.js and cast.js.
"use strict";

const at = (id) => document.getElementById(id);
const percent = (share) => (share === null ? "–" : `${Math.round(100 * share)}%`);
const decimal = (value) => (value === null ? "–" : value.toFixed(2));
const mean = (values) => (values.length ? sum(values) / values.length : null);
const points = (number) => (Math.abs(number) < 0.05 ? "0.0" : `${number < 0 ? "−" : "+"}${Math.abs(number).toFixed(1)}`);
const ratio = (part, whole) => (whole ? part / whole : null);
const VOTES = { Y: "yes", A: "abstained", N: "no", X: "absent" };
const KINDS = { Y: "for", A: "neutral", X: "absent", N: "against" };

// Tables. A cell is text, or {text, href} for a link, {text, v} for what sorts, {text, kind} for a class, {bar} for a bar.

const barOf = (parts) => {
  const total = sum(parts.map(([, size]) => size));
  let end = 0;
  const stops = parts.filter(([, size]) => size).map(([kind, size]) => {
    end += (100 * size) / total;
    return `var(--${kind}) 0 ${end.toFixed(1)}%`;
  });
  return `<i class="bar" style="--b:${stops.join(",")}" aria-hidden="true"></i>`;
};

function linkTo(href, text) {
  const { protocol } = new URL(href, location.href);
  if (!["https:", "http:", location.protocol].includes(protocol)) return text; // a script is no address
  const link = document.createElement("a");
  link.href = href;
  link.textContent = text;
  return link;
}

function cellOf(content, place) {
  const { text, href, kind, v, bar } = typeof content === "object" ? content : { text: content };
  const cell = document.createElement(place ? "td" : "th");
  if (!place) cell.scope = "row";
  if (place && /^([\d.,]+%?|–)$/.test(text)) cell.className = "n";
  if (kind) cell.className = kind;
  if (v !== undefined) cell.dataset.v = v ?? "";
  if (bar) {
    cell.className = "bars";
    cell.innerHTML = barOf(bar);
  } else if (href) cell.append(linkTo(href, text));
  else cell.textContent = text;
  return cell;
}

function fill(id, rows) {
  const table = at(id);
  const elements = rows.map((row) => {
    const { cells, data } = Array.isArray(row) ? { cells: row } : row;
    const element = document.createElement("tr");
    Object.assign(element.dataset, data);
    element.append(...cells.map(cellOf));
    return element;
  });
  layOut(table, elements);
  table.tHead.querySelectorAll("[aria-sort]").forEach((head) => head.removeAttribute("aria-sort"));
  table.dispatchEvent(new Event("filled"));
}

// What the pictures of a page show, in their captions, which stand on the pictures saved too.
function caption(text) {
  document.querySelectorAll("figcaption").forEach((element) => {
    element.dataset.text ??= element.textContent;
    element.textContent = `${element.dataset.text}: ${text}`;
  });
}

const share = (value) => ({ text: percent(value), v: value });

// The record.

const withoutRuns = (letters) => letters.replace(/(\d+)(\D)/g, (_, number, letter) => letter.repeat(number));
const pageOf = (id) => `vote.html?id=${id}`;

function readStates() {
  const { countries, groups, blocs, subjects, bodies, kinds } = window.stateData;
  return {
    states: countries.map(([code, short, name, group, page, x, y], place) => ({
      place, code, name, group,
      cell: page ? { text: name, href: `countries/${code}.html` } : { text: name },
      data: { code, short, group, number: groups.indexOf(group) + 1, x: x ?? "", y: y ?? "" },
    })),
    blocs: blocs.map(([id, short, name, kind, changes, since]) => ({ id, short, name, kind, changes, since })),
    subjects: subjects.map(([key, kind, name, page]) => ({ key, kind, name, page })),
    bodies,
    kinds,
  };
}

function readVotes() {
  const { states, kinds, ...rest } = readStates();
  const { votes: cast, signed, statements } = window.castData;
  states.forEach((state) => Object.assign(state, { cast: withoutRuns(cast[state.place]), signed: signed[state.place] }));
  const votes = window.voteData.map(([day, body, symbol, title, whole, kind, tally, subjects, id], place) => ({
    day, body, id: id || usualId(day, body, symbol), symbol, title, whole, kind: kinds[kind], tally, subjects, place,
    page: pageOf(id), year: day.slice(0, 4), text: kinds[kind].startsWith("draft "),
  }));
  return { states, votes, statements, ...rest };
}

const linked = (vote) => ({ text: vote.symbol || vote.title, href: vote.page });

// The share of identical votes among those that both cast: as agreement() of the library.
function agreement(state, other, votes) {
  let n = 0, same = 0;
  for (const { place } of votes) {
    const a = state.cast[place], b = other.cast[place];
    if (a === "." || a === "X" || b === "." || b === "X") continue;
    n += 1;
    if (a === b) same += 1;
  }
  return { n, same, share: n ? same / n : null };
}

// How a bloc divided on one vote; null where fewer than two members could take part.
function divided(letters) {
  const counts = { Y: 0, A: 0, X: 0, N: 0 };
  for (const letter of letters) if (letter in counts) counts[letter] += 1;
  const { Y: yes, N: no, A: abstain, X: absent } = counts;
  const all = yes + no + abstain;
  if (all + absent < 2) return null;
  const most = Math.max(yes, no, abstain);
  return {
    counts,
    rice: ratio(Math.abs(yes - no), yes + no),
    index: ratio(most - (all - most) / 2, all),
    divided: Boolean(yes && no),
  };
}

function byYear(rows) {
  const years = new Map();
  for (const row of rows) {
    if (!years.has(row.year)) years.set(row.year, []);
    years.get(row.year).push(row);
  }
  return [...years].reverse();
}

// Years without a gap, the latest first, each with its rows.
function yearsOf(rows) {
  const years = new Map(byYear(rows));
  const numbers = [...years.keys()].map(Number);
  if (!numbers.length) return [];
  const last = Math.max(...numbers), span = last - Math.min(...numbers) + 1;
  return Array.from({ length: span }, (_, back) => [last - back, years.get(String(last - back)) ?? []]);
}

// For each vote of a period, in order: the members of a bloc on its day, by their places.
function membersAt({ changes }, votes) {
  const members = new Set();
  let next = 0;
  return votes.map(({ day }) => {
    for (; next < changes.length && changes[next][0] <= day; next += 1) {
      changes[next][1].forEach((place) => members.add(place));
      changes[next][2].forEach((place) => members.delete(place));
    }
    return [...members];
  });
}

// Since when the members of blocs are known as a whole, where a day or a period reaches back further.
function sayKnownSince(id, blocs, since) {
  const late = blocs.filter((bloc) => since < bloc.since).map((bloc) => `${bloc.since} (${bloc.short})`);
  at(id).hidden = !late.length;
  at(id).textContent = `Members are known as a whole only since: ${late.join("; ")}. Before, some may be missing or counted too early.`;
}

// The votes, or texts, that the reader chose by the fields of every such page.
function choice(rows, bodies) {
  const [since, until, body] = [at("from").value || at("from").min, at("to").value || at("to").max, at("body").value];
  const votes = rows.filter((row) => row.day >= since && row.day <= until && (!body || row.body === body));
  return { votes, since, until, body, text: `from ${since} to ${until}${body ? `: ${bodies[body]}` : ""}` };
}

// Whether a period runs across the day from which the record has a selection of the Assembly's votes.
const acrossBreak = (votes) => {
  const last = window.stateData.break;
  const assembly = votes.filter(({ body }) => body === "ga");
  return assembly.some(({ day }) => day <= last) && assembly.some(({ day }) => day > last);
};

// What is chosen stands in the address; what an address asks in vain is set aside.
function keepInAddress(keys, forms, show) {
  const query = new URLSearchParams(location.search);
  for (const key of keys) {
    const field = at(key);
    const usual = field.value;
    if (query.has(key)) field.value = query.get(key);
    const fits = field.tagName === "SELECT" ? field.selectedIndex >= 0 : field.value;
    if (!fits) field.value = usual;
  }
  const again = () => {
    show();
    keepAddress(Object.fromEntries(keys.map((key) => [key, at(key).value])));
  };
  for (const form of forms) {
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", again);
  }
  again();
}
