// Before the page is painted: the theme chosen on an earlier visit. Without a choice the system's own is followed.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch { /* a browser that keeps nothing follows the system */ }
document.documentElement.classList.add("scripts");
