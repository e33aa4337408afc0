/* Forms that strangers send. One sent while the browser still works on its answer waits for it and then goes by itself:
   nobody is refused for having been quick, or for a slow phone, and no photograph has to be chosen twice. */
(function () {
  "use strict";
  var LONGEST = 30000, EVERY = 200; /* milliseconds; after the longest the server says what is so */
  var pressed = null;

  /* Answered, or never going to be: the widget gave up, or its script did not come. */
  function settled(form, widget) {
    var answer = form.querySelector("input[name=altcha]");
    if (answer && answer.value || !window.customElements) { return true; }
    if (!customElements.get("altcha-widget")) { return document.readyState === "complete"; }
    return !!widget.getState && widget.getState() === "error";
  }
  function say(form, words) { form.querySelector("[data-guard-says]").textContent = words; }
  function go(form, button) {
    form.dataset.goes = "1"; say(form, "");
    if (button) { button.removeAttribute("aria-disabled"); }
    if (form.requestSubmit) { form.requestSubmit(button || undefined); } else if (button) { button.click(); } else { form.submit(); }
    delete form.dataset.goes; delete form.dataset.waits;
  }

  document.addEventListener("click", function (event) { pressed = event.target.closest("button[type=submit]"); }, true);
  document.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter || pressed, widget = form.querySelector("altcha-widget[data-waiting]"), until;
    /* A button with a name does something else, for which no answer is needed. */
    if (!widget || form.dataset.goes || button && button.name || !form.dataset.waits && settled(form, widget)) { return; }
    event.preventDefault();
    if (form.dataset.waits) { return; }
    form.dataset.waits = "1"; until = Date.now() + LONGEST;
    if (button && button.form === form) { button.setAttribute("aria-disabled", "true"); } else { button = null; }
    say(form, widget.dataset.waiting);
    (function look() {
      if (widget.getState && widget.getState() === "unverified") { widget.verify(); }
      if (settled(form, widget) || Date.now() > until) { return go(form, button); }
      setTimeout(look, EVERY);
    })();
  });
})();
