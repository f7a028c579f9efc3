// What functions send to Slack goes to the server at SLACK_ENDPOINT: their code knows one address, and it is Slack's.
const { fetch } = globalThis;

globalThis.fetch = (address, what) => {
  const { origin, pathname } = new URL(address);
  return fetch(origin === 'https://hooks.slack.com' ? new URL(pathname, process.env.SLACK_ENDPOINT) : address, what);
};
