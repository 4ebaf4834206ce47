// Part of the service worker, see vite.config.ts. Questions to the server go past it: it has no answer to any of them, and each
// would start it again. A new worker could then never take the place of the old one while the app talks to the server.
addEventListener('install', (event) => {
  // Not in every browser yet; there they pass through the worker as before.
  event.addRoutes?.({ condition: { urlPattern: { pathname: '/api/*' } }, source: 'network' })
})
