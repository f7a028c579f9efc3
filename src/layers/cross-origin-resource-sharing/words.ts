import { defineWords } from '../../judging/define-words';

const fromBrowser = 'In the browser’s developer tools, look at the request `OPTIONS` and its headers.';
const notRecorded = 'records and log lines of preflight requests do not show their headers';

export const words = defineWords({
  notes: {
    'cors-not-enabled': 'CORS is not enabled for the bucket: it has no rules',
    'no-rule-allows': 'no CORS rule of the bucket allows what the page asks for',
    'origin-by-referer': 'the origin {origin} is that of the referer: the log keeps no other header',
    'rule-allows': 'CORS rule {rule} allows the origin, the method and the headers',
    'rule-lacks-header': 'CORS rule {rule} does not allow the headers {headers}: it allows {allowed}',
    'rule-lacks-method': 'CORS rule {rule} does not allow the method {method}: it allows {allowed}',
    'rule-lacks-origin': 'CORS rule {rule} does not allow the origin {origin}: it allows {allowed}',
  },
  unknowns: {
    'headers-not-recorded': {
      what: 'which headers the page wants to send (`Access-Control-Request-Headers`)',
      why: notRecorded,
      remedy: fromBrowser,
    },
    'method-not-recorded': {
      what: 'which method the page wants to use (`Access-Control-Request-Method`)',
      why: notRecorded,
      remedy: fromBrowser,
    },
    'origin-not-recorded': {
      what: 'from which origin the page comes (`Origin`)',
      why: notRecorded,
      remedy: fromBrowser,
    },
  },
});
