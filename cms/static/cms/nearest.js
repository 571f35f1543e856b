/* Sort the list of stations by distance, when the reader asks for it. The position never leaves
   the browser; without this file the list stands by township. */
(function () {
  "use strict";
  var button = document.querySelector("[data-nearest]");
  var list = document.querySelector("[data-stations]");
  if (!button || !list || !navigator.geolocation || !window.isSecureContext) return;
  var items = Array.prototype.slice.call(list.querySelectorAll("[data-lat]"));
  if (!items.length) return;
  var words = button.querySelector("span");
  var note = document.querySelector("[data-nearest-note]");
  button.hidden = false;
  if (note) note.hidden = false;

  function radians(degrees) { return degrees * Math.PI / 180; }

  /* Haversine, in kilometres. */
  function distance(aLat, aLon, bLat, bLon) {
    var dLat = radians(bLat - aLat), dLon = radians(bLon - aLon);
    var h = Math.pow(Math.sin(dLat / 2), 2) +
      Math.cos(radians(aLat)) * Math.cos(radians(bLat)) * Math.pow(Math.sin(dLon / 2), 2);
    return 2 * 6371 * Math.asin(Math.sqrt(h));
  }

  function sort(position) {
    var here = position.coords;
    items.forEach(function (item) {
      item.kilometres = distance(here.latitude, here.longitude,
        parseFloat(item.dataset.lat), parseFloat(item.dataset.lon));
      var place = item.querySelector("[data-distance]");
      if (place) {
        place.textContent = item.kilometres < 1
          ? Math.round(item.kilometres * 100) * 10 + " m"
          : item.kilometres.toFixed(1) + " km";
      }
    });
    items.sort(function (a, b) { return a.kilometres - b.kilometres; });
    var all = document.createElement("ul");
    all.className = "cms-stations";
    items.forEach(function (item) { all.appendChild(item); });
    Array.prototype.forEach.call(list.querySelectorAll(".cms-station"), function (item) {
      all.appendChild(item);
    });
    list.replaceChildren(all);
    words.textContent = button.dataset.done;
    button.disabled = true;
  }

  button.addEventListener("click", function () {
    words.textContent = button.dataset.asking;
    navigator.geolocation.getCurrentPosition(sort, function () {
      words.textContent = button.dataset.refused;
      button.disabled = true;
    }, { maximumAge: 300000, timeout: 10000 });
  });
})();
