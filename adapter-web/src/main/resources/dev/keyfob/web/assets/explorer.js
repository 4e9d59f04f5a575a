"use strict";

// Keeps queries in this tab only, and deletes them when another user signs in.
const OWNER = "keyfob-explorer";
const reader = document.querySelector(".who strong").textContent;
if (sessionStorage.getItem(OWNER) !== reader) {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith("graphiql:")) sessionStorage.removeItem(key);
  sessionStorage.setItem(OWNER, reader);
}

const place = document.getElementById("explorer");

// GraphiQL's editors are text areas without an accessible name, and their scroll areas cannot be reached by keyboard.
new MutationObserver(() => {
  for (const scrolled of place.querySelectorAll(".CodeMirror-scroll[tabindex='-1']")) {
    scrolled.tabIndex = 0;
  }
  for (const field of place.querySelectorAll("textarea:not([aria-label])")) {
    field.setAttribute("aria-label", field.closest("[aria-label]")?.getAttribute("aria-label") ?? "Answer");
  }
}).observe(place, { childList: true, subtree: true });

ReactDOM.createRoot(place).render(React.createElement(GraphiQL, {
  fetcher: GraphiQL.createFetcher({ url: "/graphql" }),
  storage: sessionStorage,
  isHeadersEditorEnabled: false,
  showPersistHeadersSettings: false,
  defaultQuery: "# Press the button, or Ctrl and Enter, to run this. Ctrl and Space completes names.\n\n{\n  currentUser {\n    email\n    tokens(first: 5) {\n      edges {\n        node {\n          description\n          expiresAt\n        }\n      }\n    }\n  }\n}\n",
}));
