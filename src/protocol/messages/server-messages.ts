/** What the door tells where no agent answers, and a page where no door does. */
export const serverMessages = {
  // The door's; src/door/studiolo/failure.py names these.
  'agent-starting': 'studiolo’s agent is starting, or has ended and is being restarted.',
  'agent-wait': 'Wait a moment. If this stays, see the Jupyter server’s log.',
  'agent-silent': 'studiolo’s agent did not answer in time.',
  'agent-try-again': 'Try again. If this stays, see the Jupyter server’s log.',
  'node-wrong': '{configured}, set by Studiolo.node or STUDIOLO_NODE, is not Node.js {oldest} or later.',
  'node-correct': 'Correct that setting. Or remove it, run {install}, and restart the server.',
  'node-missing': 'studiolo needs Node.js {oldest} or later, which was not found.',
  'node-install': 'Run {install}, or install Node.js, then restart the server.',
  'server-refuses': 'The Jupyter server refuses this request: {why}.',
  'server-log-in': 'Reload the page to log in again. If that does not help, ask whoever runs this server.',
  'server-failed': 'The studiolo server extension failed: {why}.',
  'server-see-log': 'See the Jupyter server’s log.',
  'server-cannot': 'The Jupyter server can’t answer this request: {why}.',
  // The page's.
  'server-unreachable': 'The Jupyter server does not answer.',
  'server-start-app': 'If the app has stopped, start it again from Studio.',
  'extension-missing': 'The studiolo server extension is not loaded.',
  'extension-enable': 'Run jupyter server extension enable studiolo and restart the server.',
  'page-refused': 'The Jupyter server refused this page (HTTP {status}).',
  'page-log-in': 'Reload the page to log in again.',
  'server-status': 'The Jupyter server answered HTTP {status}.',
  'other-version': 'This page and the server run different versions of studiolo.',
  'page-reload': 'Reload the page.',
  asking: 'Asking when this app stops…',
} as const;
