// Under the search box: pages that what is typed may mean, as plain links. Arrow keys walk through them, Escape ends it.
for (const form of document.querySelectorAll("form[data-suggest]")) {
  const box = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  const said = document.createElement("p");
  list.className = "suggestions";
  list.setAttribute("aria-label", "Pages that this may mean");
  list.hidden = true;
  said.className = "unseen";
  said.setAttribute("role", "status");
  form.append(list, said);
  let waiting, asked;

  const close = () => { list.hidden = true; said.textContent = ""; };
  const show = (found) => {
    list.replaceChildren(...found.map((one) => {
      const item = document.createElement("li"), link = document.createElement("a"), kind = document.createElement("span");
      link.href = one.url;
      link.textContent = one.name;
      kind.className = "quiet";
      kind.textContent = one.kind;
      item.append(link, " ", kind);
      return item;
    }));
    list.hidden = found.length === 0;
    said.textContent = found.length ? `${found.length} pages suggested below; arrow down to reach them` : "";
  };
  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch("/api/v1/lookup?" + new URLSearchParams({ q: box.value.slice(0, 100) }), { signal: asked.signal });
      if (answer.ok) show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    if (box.value.trim().length < 2) close();
    else waiting = setTimeout(ask, 150);
  });
  form.addEventListener("keydown", (event) => {
    const stops = [box, ...list.querySelectorAll("a")], at = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); box.focus(); }
    if (list.hidden || at < 0 || !step) return;
    event.preventDefault();
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
  });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) close(); });
}
