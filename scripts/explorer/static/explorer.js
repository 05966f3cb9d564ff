// Works the pages of the explorer: search, filters, sorting, copying, pictures as PNG. Nothing is fetched.
"use strict";

const fold = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/ı/g, "i").replace(/ß/g, "ss").replace(/ø/g, "o").replace(/ł/g, "l").replace(/đ/g, "d").replace(/æ/g, "ae")
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();

// Search: an entry is [kind, label, address, other words]; see search-index.js.

function rank(entry, wanted, words) {
  const [, label, , others] = entry.folded;
  if (label === wanted || others.includes(wanted)) return 0;
  if (label.startsWith(wanted)) return 1;
  if (others.some((one) => one.startsWith(wanted))) return 2;
  const all = ` ${label} ${others.join(" ")}`;
  if (words.every((word) => all.includes(` ${word}`))) return 3;
  return wanted.length > 2 && all.includes(wanted) ? 4 : -1;
}

function found(index, text) {
  const wanted = fold(text);
  if (!wanted) return [];
  const words = wanted.split(" ");
  return index
    .map((entry, place) => ({ entry, place, rank: rank(entry, wanted, words) }))
    .filter((one) => one.rank >= 0)
    .sort((a, b) => a.rank - b.rank || a.place - b.place)
    .map((one) => one.entry);
}

function result(entry, text) {
  const [kind, label, address, others] = entry;
  const item = document.createElement("li");
  const tag = document.createElement("span");
  tag.className = "kind";
  tag.textContent = kind;
  const link = document.createElement("a");
  link.href = address;
  link.textContent = label;
  item.append(tag, " ", link);
  const wanted = fold(text);
  const alias = others.find((one) => fold(one) === wanted) || others.find((one) => fold(one).startsWith(wanted));
  if (alias && !fold(label).startsWith(wanted)) {
    const also = document.createElement("span");
    also.className = "quiet";
    also.textContent = ` ${alias}`;
    item.append(also);
  }
  return item;
}

function startSearch() {
  const field = document.getElementById("q");
  const index = window.searchIndex;
  if (!field || !index) return;
  for (const entry of index) entry.folded = [entry[0], fold(entry[1]), entry[2], entry[3].map(fold)];
  const show = () => {
    const text = field.value;
    const all = found(index, text);
    const shown = all.slice(0, 60);
    document.getElementById("found").hidden = !text.trim();
    document.getElementById("results").replaceChildren(...shown.map((entry) => result(entry, text)));
    const more = all.length > shown.length ? `, the first ${shown.length} shown` : "";
    document.getElementById("found-count").textContent =
      all.length === 1 ? "1 result" : all.length ? `${all.length} results${more}` : "Nothing found. Try another name or fewer letters.";
  };
  field.addEventListener("input", show);
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) field.value = asked;
  show();
}

// Filters: a form says which table, its selects which data attribute of a row.

function startFilter(form) {
  const table = document.getElementById(form.dataset.table);
  const rows = [...table.tBodies[0].rows];
  const texts = rows.map((row) => fold(row.textContent));
  const field = form.querySelector("input");
  const selects = [...form.querySelectorAll("select")];
  const count = form.querySelector(".count");
  const apply = () => {
    const words = fold(field.value).split(" ");
    let left = 0;
    rows.forEach((row, place) => {
      const fits =
        words.every((word) => texts[place].includes(word)) &&
        selects.every((one) => !one.value || row.dataset[one.dataset.key] === one.value);
      row.hidden = !fits;
      left += fits;
    });
    count.textContent = left === rows.length ? `${left} rows` : `${left} of ${rows.length} rows`;
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
}

// Sorting: by the number or text of a cell, or by its data-v.

function value(row, column) {
  const cell = row.cells[column];
  const text = cell.dataset.v ?? cell.textContent.trim();
  const number = Number.parseFloat(text);
  return /^[-\d]/.test(text) && !/^\d{4}-/.test(text) && !Number.isNaN(number) ? number : text;
}

function compare(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "en");
}

function startSorting(table) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const body = table.tBodies[0];
      const rows = [...body.rows].sort((a, b) => compare(value(a, column), value(b, column)) * (down ? -1 : 1));
      body.append(...rows);
    });
  });
}

// Copying a citation.

async function copy(button) {
  const shown = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(shown.textContent);
  } catch {
    getSelection().selectAllChildren(shown); // where the clipboard is closed, the text is at least selected
    document.execCommand("copy");
  }
  document.getElementById("copied").textContent = "Copied";
  const label = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = label; }, 1500);
}

// A picture as PNG: what the style sheet says is written into a copy of the SVG, caption and legend are added.

const STYLES = ["fill", "stroke", "stroke-dasharray", "rx", "font", "text-anchor", "text-decoration"];

function painted(svg) {
  const clone = svg.cloneNode(true);
  const originals = svg.querySelectorAll("rect, text");
  clone.querySelectorAll("rect, text").forEach((part, place) => {
    const style = getComputedStyle(originals[place]);
    part.setAttribute("style", STYLES.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";") + ";display:inline");
  });
  const { width, height } = svg.viewBox.baseVal;
  clone.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  clone.setAttribute("width", width);
  clone.setAttribute("height", height);
  return { url: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(clone))}`, width, height };
}

function save(button) {
  const figure = button.closest("figure");
  const { url, width, height } = painted(figure.querySelector("svg"));
  const caption = figure.querySelector("figcaption").textContent;
  const legend = [...figure.querySelectorAll(".legend li")];
  const page = getComputedStyle(document.body);
  const scale = 2;
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = width * scale;
    canvas.height = (height + 70) * scale;
    const pen = canvas.getContext("2d");
    pen.scale(scale, scale);
    pen.fillStyle = page.backgroundColor;
    pen.fillRect(0, 0, width, height + 70);
    pen.fillStyle = page.color;
    pen.font = "600 14px sans-serif";
    pen.fillText(caption, 8, 20, width - 16);
    pen.drawImage(image, 0, 30, width, height);
    pen.font = "12px sans-serif";
    let x = 8;
    for (const item of legend) {
      const mark = getComputedStyle(item.querySelector(".mark"));
      pen.fillStyle = mark.backgroundColor;
      pen.fillRect(x, height + 44, 11, 11);
      pen.strokeStyle = page.color;
      pen.strokeRect(x, height + 44, 11, 11);
      pen.fillStyle = page.color;
      pen.fillText(item.textContent.trim(), x + 16, height + 54);
      x += pen.measureText(item.textContent.trim()).width + 34;
    }
    const link = document.createElement("a");
    link.download = `${button.dataset.name}.png`;
    link.href = canvas.toDataURL("image/png");
    link.click();
  };
  image.src = url;
}

document.addEventListener("DOMContentLoaded", () => {
  startSearch();
  document.querySelectorAll("form.filter").forEach(startFilter);
  document.querySelectorAll("table.sortable").forEach(startSorting);
  document.querySelectorAll("a.step[aria-label]").forEach((one) => { one.title = one.getAttribute("aria-label"); });
  for (const [kind, act] of [["copy", copy], ["png", save]]) {
    document.querySelectorAll(`button.${kind}`).forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => act(button));
    });
  }
});
