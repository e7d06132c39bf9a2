// What the page may do. The same Content-Security-Policy stands in the page itself and, with more, in the server's headers. It governs every
// request of the page. It does not govern going to another address, which no policy can, and WebRTC in browsers that do not know `webrtc` yet;
// the page does neither, and web/check_page.mjs looks for both.

// `scriptHash`, `styleHash`: 'sha256-...' of the page's one script and one style.
export const pagePolicy = (scriptHash, styleHash) => [
  "default-src 'none'",
  `script-src '${scriptHash}' 'wasm-unsafe-eval'`,
  `style-src '${styleHash}'`,
  'img-src blob: data:',
  'font-src data:',
  "worker-src blob: 'self'",
  "manifest-src 'self'",
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  'media-src blob:',
  "webrtc 'block'",
  "require-trusted-types-for 'script'",
  'trusted-types emic',
].join('; ');

// What only a server can say (these do nothing in a page's own policy).
const serverPolicy = "frame-ancestors 'none'; sandbox allow-scripts allow-same-origin allow-downloads allow-modals";

const common = {
  'Permissions-Policy': ['camera', 'microphone', 'geolocation', 'usb', 'serial', 'bluetooth', 'hid', 'midi', 'display-capture'].map((name) => `${name}=()`).join(', '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
};

// Headers for one file of dist/; `policy` is the page's own. The service worker alone may fetch, and only from here.
export const headersFor = (name, policy) => ({
  ...common,
  'Content-Security-Policy': name === 'sw.js' ? "default-src 'none'; script-src 'self'; connect-src 'self'"
    : name.endsWith('.html') ? `${policy}; ${serverPolicy}` : "default-src 'none'; frame-ancestors 'none'",
});
