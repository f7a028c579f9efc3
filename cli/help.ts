/** What each command takes. */
export function helpFor(command: string | undefined): string {
  return `${(command === undefined ? undefined : pages[command]) ?? overview}\n`;
}

/** In the order of the overview. */
export const commandNames = (): readonly string[] => Object.keys(pages);

/** `--format` … of a command, those of every command with them. */
export function optionsOf(command: string): readonly string[] {
  const named = [...(pages[command] ?? '').matchAll(/(?:^ {2}(?:-\w, )?|\[)(--[a-z-]+)/gm)].flatMap(
    ([, option]) => option ?? [],
  );
  return [...new Set([...named, '--help', '--color', '--no-color'])];
}

/** Those of these values that the command's help names for an option. */
export function namedFor(command: string, option: string, values: readonly string[]): readonly string[] {
  const [, line = ''] = new RegExp(`${option}[ =]([^\\n\\]]*)`).exec(pages[command] ?? '') ?? [];
  return values.filter((value) => line.split(/\W+/).includes(value));
}

const overview = `culprit: when S3 says 403, names the statement that said no, proves the smallest fix, and says who changed what

  culprit investigate INPUT…        explain denied requests from records, logs or the text of the error
  culprit find --bucket BUCKET      list the bucket's recent denials, and investigate one
  culprit explain                   would this principal be allowed to do that, and why (not)?
  culprit evaluate                  decide JSON lines of scenarios, offline
  culprit cost                      what a deployment costs a month, before it is deployed
  culprit doctor                    is anything in the way of denials and reports? with the command that mends it
  culprit self-test                 does a denial get through what is deployed, up to its report?
  culprit silence                   whose denials a deployment counts and does not post
  culprit layers                    every gate between a request and an object, in AWS's order
  culprit mcp                       the same questions for assistants, over the Model Context Protocol
  culprit completion SHELL          a script that completes commands and options, for bash, zsh or fish
  culprit demo                      a recorded denial, investigated on this machine without AWS

  --version · --color, --no-color   (else as NO_COLOR and FORCE_COLOR say, and by the terminal)

culprit COMMAND --help lists its options. AWS is read as the AWS CLI would: environment, profile, SSO, AWS_ENDPOINT_URL.

Exit codes: 0 root cause found (explain: decided) · 1 the tool failed · 2 bad input · 3 not a denied S3 request
            4 inconclusive: the report says what could not be read · 5 explain --expect: it is not as expected`;

const reading = `  --recording DIR|FILE      answer every read from this recording: offline, without credentials
  --save DIR|FILE           record every read, so that the investigation can be replayed (secrets are left out)
  --region REGION           where to read what has no Region of its own
                            (default: the record's, else AWS_REGION or the profile's)
  --profile NAME            the profile to read with
  --account-role NAME       role to assume in accounts other than the one of the credentials
  --organization-role ARN   role to assume for reading the organization's policies
  --external-id ID          given with both roles
  --head-object             ask S3 for the object's encryption key (HeadObject; needs s3:GetObject, off by default)`;

const formats = `  --format FORMAT           text, json, markdown, html or slack (default: text on a terminal, json otherwise)
  --full                    with text: the whole report, not the card alone
  -o, --output FILE         write the report there; its ending (html, md, json, txt) chooses the format
  --open                    open the report, as HTML unless --output or --format says otherwise
  --iac LANGUAGE            fixes that change policies, settings or tags as code: terraform, cdk or cloudformation (the JSON report has all)`;

const pages: Readonly<Record<string, string>> = {
  investigate: `culprit investigate INPUT… [options]

INPUT holds denials in any form: CloudTrail records (a trail's log files, EventBridge events, messages of SQS, SNS and
CloudWatch Logs, answers of lookup-events, Insights, Athena, Splunk, Elasticsearch and Security Lake, as JSON or CSV), lines
of S3 server access logs, or the error text that a tool printed. It is a file (gzipped or not), a folder, a pattern, a
prefix s3://bucket/prefix/, or - for standard input. docs/getting-the-event.md lists all forms.

  --principal ARN           who was denied, where an error text does not say it; or anonymous
  --action ACTION           what was asked for, likewise: s3:GetObject
  --resource ARN            the object or bucket, likewise: arn:aws:s3:::bucket/key
  --time TIME               when it was, likewise: 2026-11-20T08:14:01Z
  --logs PATH               where the record of an error text's denial may be: trail files or access logs (a file, folder,
                            pattern or s3:// prefix; may be given again). The event history is asked anyway
  --with FILE[:LAYER[=ON]]  which requests, denied or successful, would change their answer with this policy, which nobody has
                            put yet: newly denied, newly allowed and undecided ones, as text or JSON
  --all                     a report for every denial; without it, several denials get a summary by cause and one report
                            for each symptom (a handful get a line each in JSON)
${reading}
${formats}

  culprit investigate denied.json
  culprit investigate error.txt --resource arn:aws:s3:::my-bucket/a.csv
  culprit investigate --recording recording.json --format markdown denied.json
  zcat trail.json.gz | culprit investigate - --format json | jq .verdict.headline

Exit codes: 0 one root cause is named: how sure it is stands in the report (certainty), also where only AWS's text names it
            4 none is, or it is one of several: also of a request that is certainly denied, where AWS's text fits two layers`,
  find: `culprit find --bucket BUCKET [options]

Lists recent denials by symptom, with number, first and last time: from the event history, from the objects of the trail
that keeps the bucket's requests, and from the bucket's access log, the newest first and within bounds. On a terminal it
asks which one to investigate.

  --bucket BUCKET           whose denials
  --principal WHO           only this caller's: the ARN or name of a role or user, or anonymous
  --since TIME              how far back: 90m, 6h, 2d or 2026-11-24T08:00:00Z (default: 1h)
  --most N                  objects of a log that are read at most (default: 500)
  --pick N                  investigate number N of the list
  --investigate             investigate one of each symptom
  --query                   print the tables and queries for Athena, and read no log
  --athena WORKGROUP        let Athena read the logs, in this workgroup
  --athena-database NAME    where its tables are made (default: default)
  --athena-output S3-URL    where its results go, if the workgroup does not say
  --region REGION           where to ask first (default: AWS_REGION or the profile's)
  --profile NAME            the profile to read with
  --account-role NAME       for the investigation: role to assume in other accounts
  --organization-role ARN   for the investigation: role to assume for reading the organization's policies
  --external-id ID          given with both roles
  --head-object             for the investigation: ask S3 for the object's encryption key
${formats}

  culprit find --bucket my-bucket --since 6h
  culprit find --bucket my-bucket --principal app --pick 1
  culprit find --bucket my-bucket --since 30d --athena primary

Exit codes: 0 listed (--pick, --investigate: as investigate) · 3 none found · 4 none found, and not all could be searched`,
  explain: `culprit explain --principal WHO --action ACTION --resource WHAT [--context KEY=VALUE …] [options]

No event is needed: says whether the request would be allowed by the policies as they are, and which statements decide.

  --principal WHO           the ARN of a role, user, session or federated user, the name of a role of this account; or
                            anonymous
  --action ACTION           such as s3:GetObject, GetObject, HeadObject, read, write, list or delete
  --resource WHAT           such as s3://bucket/key, bucket/key or an ARN
  --expect ANSWER           allowed or denied: exit code 0 if it is so, 5 if not, 4 if it is not decided
  --with FILE[:LAYER[=ON]]  with this policy in place, which nobody has put yet; LAYER as \`culprit layers\` lists it, ON what
                            the policy is put on (a bucket, a key), where its statements do not say so
                            (default: the caller's own policies)
  --why                     with text: also what would make it allowed
  --context KEY=VALUE       a condition key of the request; may be given again, also for several values of one key
${reading}
${formats}

  culprit explain --principal app --action read --resource s3://my-bucket/a.csv`,
  evaluate: `culprit evaluate [--fixes] < scenarios.jsonl > decisions.jsonl

Decides one scenario a line, in order and offline. A line that is no valid scenario gives an error in its place.

  --fixes                   each denial with what could be changed: a JSON patch of the scenario, the decision with it
                            in place, and what else it would allow (docs/evaluate.md)

Exit codes: 0 every line was evaluated · 2 a line was refused`,
  cost: `culprit cost --requests N --denied N [options]

What a deployment costs a month. Nothing is read from AWS.

  --requests N              S3 object-level requests a month in the buckets that are watched
  --denied N                how many of them are denied
  --incidents N             how many different denials those are (default: estimated from --denied)
  --format text|json`,
  doctor: `culprit doctor [--stack NAME] [--bucket BUCKET …] [--topic ARN] [options]

What keeps denials from being seen, taken in, explained or heard of, each with the command that mends it. Reads only. Without
a stack: whether a trail covers the Region, is logging and logs management events with those of KMS and its reads; with a bucket
also its data events, and that it lies in this Region. With a stack also its rules, queues and dead letters, what reads the queues,
its topic, and, asked of its function doctor, its channels (no message is sent), the reader roles of other accounts with their rights and
the organization.

  --stack NAME              the stack that is deployed; it says itself which buckets and which topic
                            (needs lambda:GetFunctionConfiguration, and lambda:InvokeFunction where it has channels or reads other accounts)
  --bucket BUCKET           whose data events shall be logged; may be given again
  --topic ARN               the topic of reports: whether anybody has confirmed a subscription
  --region REGION           default: AWS_REGION or the profile's
  --profile NAME            the profile to read with
  --format text|json

Exit codes: 0 all well · 4 something could not be looked at · 5 something is to be mended`,
  'self-test': `culprit self-test [options]

Sends a marked denial through what is deployed: EventBridge, queue, intake, every step and layer; and waits for its report. It is
posted to nobody and counted nowhere. The stack does the same every hour, and an alarm says when no report arrives.

  --stack NAME              default: Culprit
  --wait SECONDS            how long to wait for the report (default: 300)
  --region REGION           default: AWS_REGION or the profile's
  --profile NAME            the profile to send and read with (needs lambda:GetFunctionConfiguration of the stack's function
                            doctor, events:PutEvents on the default bus and s3:GetObject on runs/ in the evidence bucket)
  --format text|json

Exit codes: 0 the report arrived · 5 it did not, or a step failed`,
  silence: `culprit silence list|add|remove [ID] [options]

Keeps the file of silences that a deployment takes (--context culprit:silences=FILE). Each has an owner, a reason and an end.

  --file FILE               default: silences.json
  --owner NAME              whom to ask
  --reason TEXT             why nobody needs to hear of it
  --until DATE              the last day, 2027-05-31, or a moment, 2027-05-31T12:00:00Z; at most a year
  --caller PATTERN          role ACCOUNT NAME, user ACCOUNT NAME, anonymous …; * stands for any characters
  --bucket PATTERN
  --action PATTERN
  --policy PATTERN          ARN or name of the policy that denies
  --layer PATTERN           as culprit layers lists them

  culprit silence add nightly --owner team-data --reason "off in May" --until 2027-05-31 --caller "role * nightly-export"`,
  layers: `culprit layers [--format text|json|markdown]

The registry: every gate that AWS has between a request and an object, in the order in which AWS asks them.`,
  mcp: `culprit mcp [options]

A server of the Model Context Protocol on standard input and output, with the tools investigate, explain, evaluate and
layers. It reads and never writes. An assistant starts it: {"command": "culprit", "args": ["mcp", "--profile", "NAME"]}

  --recording DIR|FILE      answer every read from this recording: offline, without credentials
  --region REGION           where to read what has no Region of its own
  --profile NAME            the profile to read with
  --account-role NAME       role to assume in accounts other than the one of the credentials
  --organization-role ARN   role to assume for reading the organization's policies
  --external-id ID          given with both roles
  --head-object             ask S3 for the object's encryption key`,
  completion: `culprit completion bash|zsh|fish

  source <(culprit completion bash)                                  in ~/.bashrc
  source <(culprit completion zsh)                                   in ~/.zshrc, after compinit
  culprit completion fish > ~/.config/fish/completions/culprit.fish`,
  demo: `culprit demo [VARIANT]

Runs the synthesized state machine with its own Lambda bundles against an embedded AWS, and prints the report. Without
VARIANT it is the story of README.md.

  --list                    what variants there are, and what each changes

  culprit demo bucket-policy-deny`,
};
