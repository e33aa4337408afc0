/* Passkeys: hand the server's options to the browser and the browser's answer to the server. Signing in by password
   works without this file. */
(function () {
  "use strict";
  if (!window.PublicKeyCredential || !navigator.credentials) {
    Array.prototype.forEach.call(document.querySelectorAll("[data-passkey-add]"), function (form) { say(form, form.dataset.none); });
    return;
  }

  function bytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/")), out = new Uint8Array(plain.length);
    for (var place = 0; place < plain.length; place += 1) { out[place] = plain.charCodeAt(place); }
    return out;
  }
  function words(buffer) {
    if (!buffer) { return null; }
    var plain = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }
  function say(form, text) {
    var line = form.querySelector("[data-said]");
    line.textContent = text || ""; line.hidden = !text;
  }
  function post(url, form, more) {
    var body = new FormData(form);
    Object.keys(more).forEach(function (name) { body.append(name, more[name]); });
    return fetch(url, { method: "POST", body: body, credentials: "same-origin" }).then(function (answer) {
      if (answer.redirected) { location.assign(answer.url); throw new Error("elsewhere"); }
      return answer.json().then(function (told) {
        if (!answer.ok) { var no = new Error("refused"); no.sentence = told.sentence; throw no; }
        return told;
      });
    });
  }
  function open(options) {
    options.challenge = bytes(options.challenge);
    if (options.user) { options.user.id = bytes(options.user.id); }
    (options.excludeCredentials || options.allowCredentials || []).forEach(function (one) { one.id = bytes(one.id); });
    return options;
  }
  function written(credential) {
    var told = credential.response, out = {};
    ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"].forEach(function (name) {
      if (told[name]) { out[name] = words(told[name]); }
    });
    return JSON.stringify({ id: credential.id, rawId: words(credential.rawId), type: credential.type, response: out, clientExtensionResults: {} });
  }
  function ready(form, ask, last) {
    form.hidden = false;
    form.addEventListener("submit", function (event) {
      event.preventDefault(); say(form, "");
      post(form.dataset.options, form, {})
        .then(function (options) { return ask({ publicKey: open(options) }); })
        .then(function (credential) { return post(last(form), form, { credential: written(credential) }); })
        .then(function (told) { location.assign(told.next); })
        .catch(function (trouble) { if (trouble.message !== "elsewhere") { say(form, trouble.sentence || form.dataset.failed); } });
    });
  }
  Array.prototype.forEach.call(document.querySelectorAll("[data-passkey-add]"), function (form) {
    ready(form, navigator.credentials.create.bind(navigator.credentials), function (one) { return one.dataset.keep; });
  });
  Array.prototype.forEach.call(document.querySelectorAll("[data-passkey-use]"), function (form) {
    ready(form, navigator.credentials.get.bind(navigator.credentials), function (one) { return one.dataset.check; });
  });
}());
