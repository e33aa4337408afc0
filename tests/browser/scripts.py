"""What a page is asked in its own language: does it fit, does anything shift, what does axe find."""

# The page itself, or a part of it: a box that scrolls on its own hides what is in it just as well. Strips of ways and code may.
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth, guilty = [], name = one => one.tagName + "." + one.className;
  for (const one of document.querySelectorAll("body *"))
    if (one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX) && !one.matches(".fx-nav, .fx-tabs, pre, textarea"))
      guilty.push(name(one) + " inside " + one.scrollWidth + " > " + one.clientWidth);
  if (document.documentElement.scrollWidth <= width) return guilty;
  for (const one of document.querySelectorAll("body *"))
    if (one.getBoundingClientRect().right > width + 1) guilty.push(name(one));
  return guilty.slice(0, 5).concat("page " + document.documentElement.scrollWidth + " > " + width);
}"""
# A date kept on one line inside a sentence that is itself laid out in boxes would be a box of its own.
TORN = """() => [...document.querySelectorAll(".fx-whole")].map(one => one.parentElement)
  .filter(one => /flex|grid/.test(getComputedStyle(one).display) && one.innerText.trim() != one.querySelector(".fx-whole").innerText.trim())
  .map(one => one.outerHTML.slice(0, 120))"""
IN_ENGLISH = """async () => {
  const there = new URL(location.href);
  there.searchParams.set("lang", "en");
  const page = new DOMParser().parseFromString(await (await fetch(there)).text(), "text/html");
  document.documentElement.lang = page.documentElement.lang;
  document.body.replaceWith(page.body);
}"""
SHIFTS = """() => {
  window.shifted = 0;
  new PerformanceObserver(seen => { for (const one of seen.getEntries()) if (!one.hadRecentInput) window.shifted += one.value; })
    .observe({type: "layout-shift", buffered: true});
}"""
# What axe finds. Contrast is its dearest question: at another width it is asked of what looks other than it did at the first.
BARRIERS = """async only => {
  const night = matchMedia("(prefers-color-scheme: dark)").matches, first = !(night in (window.looks ??= {}));
  const looks = window.looks[night] ??= new WeakMap();
  const changed = [...document.querySelectorAll("body, body *")].filter(one => {
    const style = getComputedStyle(one), before = looks.get(one);
    const look = one.checkVisibility({checkOpacity: true, checkVisibilityCSS: true}) && [style.color, style.backgroundColor,
      style.backgroundImage, style.opacity, parseFloat(style.fontSize) >= (style.fontWeight >= 700 ? 18.6 : 24)].join();
    if (first || look !== before) looks.set(one, look);
    return look && look !== before;
  });
  const ask = (where, more) => axe.run(where, {resultTypes: ["violations"], ...more}).then(found => found.violations);
  if (first) return ask(document, only);
  const other = new Set(changed), outer = changed.filter(one => !other.has(one.parentElement));
  return [...only.runOnly ? [] : await ask(document, {rules: {"color-contrast": {enabled: false}}}),
    ...outer.length ? await ask({include: outer}, {runOnly: ["color-contrast"]}) : []];
}"""
