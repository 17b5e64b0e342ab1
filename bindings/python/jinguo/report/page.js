"use strict";
(() => {
  const tip = document.getElementById("tip");
  const radios = [...document.querySelectorAll("input[name=language]")];

  // The language shown: title and lang of the whole page follow; #en or #zh-... opens it.
  const show = () => {
    const one = radios.find((radio) => radio.checked);
    const main = document.getElementById(one.id.slice(3));
    document.documentElement.lang = main.lang;
    document.title = main.dataset.title;
    tip.hidden = true;
  };
  const follow = () => {
    const one = radios.find((radio) => location.hash.slice(1).split("-")[0] === radio.id.slice(3));
    if (one && !one.checked) {
      one.checked = true;
      show();
      document.getElementById(location.hash.slice(1))?.scrollIntoView();
    }
  };
  radios.forEach((radio) => radio.addEventListener("change", show));
  addEventListener("hashchange", follow);
  follow();
  show();

  // Marks of pictures say their numbers: on hover, tap, and by the arrow keys.
  const say = (mark) => {
    const at = mark.getBoundingClientRect();
    tip.textContent = mark.getAttribute("aria-label");
    tip.hidden = false;
    const width = tip.offsetWidth;
    const left = Math.min(Math.max(at.left + at.width / 2 - width / 2, 8), document.documentElement.clientWidth - width - 8);
    const above = at.top - tip.offsetHeight - 8;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${(above > 0 ? above : Math.min(at.bottom + 8, innerHeight - tip.offsetHeight - 8)) + scrollY}px`;
  };
  const hush = () => { tip.hidden = true; };
  for (const picture of document.querySelectorAll("figure svg")) {
    const marks = [...picture.querySelectorAll("[role=graphics-symbol][aria-label]")].filter(
      (mark) => !mark.closest("[aria-hidden=true]") && mark.tagName === "path");
    marks.forEach((mark, k) => {
      mark.classList.add("mark");
      mark.setAttribute("role", "img");
      mark.setAttribute("tabindex", k ? -1 : 0);
      mark.addEventListener("pointerenter", () => say(mark));
      mark.addEventListener("pointerleave", hush);
      mark.addEventListener("click", () => say(mark));
      mark.addEventListener("focus", () => say(mark));
      mark.addEventListener("blur", hush);
      mark.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (event.key === "Escape") hush();
        if (!step) return;
        event.preventDefault();
        const next = marks[(k + step + marks.length) % marks.length];
        mark.setAttribute("tabindex", -1);
        next.setAttribute("tabindex", 0);
        next.focus();
      });
    });
  }

  // Tables sort by the heading that is pressed; text by the language, numbers from the greatest.
  const value = (row, column) => row.cells[column].textContent.trim();
  const number = (text) => {
    const read = Number(text.replace(/[,%]/g, ""));
    return text === "" || Number.isNaN(read) ? (text === "<10" ? 0.5 : -1) : read;
  };
  for (const table of document.querySelectorAll("table[data-sort]")) {
    const body = table.tBodies[0];
    if (body.rows.length < 3) continue;
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const numeric = head.classList.contains("n");
        const before = head.getAttribute("aria-sort");
        const up = before ? before === "descending" : !numeric;
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const words = new Intl.Collator(table.closest("[lang]").lang);
        const sign = up ? 1 : -1;
        const rows = [...body.rows].map((row) => [numeric ? number(value(row, column)) : value(row, column), row]);
        rows.sort((a, b) => sign * (numeric ? a[0] - b[0] : words.compare(a[0], b[0])));
        body.append(...rows.map((pair) => pair[1]));
      });
    });
  }
})();
