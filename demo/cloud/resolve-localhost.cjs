// S3 Control puts the account id before the host name (`111122223333.localhost`), which not every resolver knows.
const dns = require('node:dns');

const { lookup } = dns;
dns.lookup = (hostname, options, callback) =>
  lookup(hostname.endsWith('.localhost') ? '127.0.0.1' : hostname, options, callback);
