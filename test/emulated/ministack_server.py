"""
ministack with what it lacks: three of CloudFormation's resource types, what a rule sends to the bus of another account, and
metrics in the lines of logs, each looked at by its own alarms, and quotes around texts that a rule puts into JSON. What is
scheduled comes once the file `schedules` is there, and at a rate of minutes again after one of the clock of the functions,
by which executions wait as well.
Neither the bus's policy nor the role of the rule's target is looked at; alarms over several metrics are taken and watch nothing.
"""

import json
import os
import re
import time
from datetime import datetime

from ministack.app import main
from ministack.core.responses import request_scope
from ministack.services import cloudwatch, eventbridge, lambda_svc, stepfunctions
from ministack.services.cloudformation import provisioners

make_alarm = provisioners._RESOURCE_HANDLERS["AWS::CloudWatch::Alarm"]["create"]
dispatch_here = eventbridge._dispatch_to_event_bus
seconds_between = eventbridge._parse_rate_seconds
begin = os.path.join(os.environ["TMPDIR"], "schedules")
start = int(os.environ.get("CLOCK_START", "0")) / 1000
minute = int(os.environ.get("CLOCK_MINUTE", "60000")) / 1000
first = set()
tick = eventbridge._tick_scheduled_rules
transform = eventbridge._apply_input_transformer
write_logs = lambda_svc._emit_lambda_logs


def dispatch_there(spec, *event):
    with request_scope(spec.account_id, spec.region):
        dispatch_here(spec, *event)


def answer(response):
    status, _, body = response
    if status >= 400:
        raise ValueError(body)
    return json.loads(body)


def make_bus_policy(logical_id, props, stack_name):
    answer(eventbridge._put_permission({**props["Statement"], **props}))
    return props["StatementId"], {}


def make_machine_version(logical_id, props, stack_name):
    machine = {"stateMachineArn": props["StateMachineArn"]}
    arn = answer(stepfunctions._publish_state_machine_version(machine))["stateMachineVersionArn"]
    return arn, {"Arn": arn}


def make_machine_alias(logical_id, props, stack_name):
    routes = [
        {"stateMachineVersionArn": route["StateMachineVersionArn"], "weight": int(route["Weight"])}
        for route in props["RoutingConfiguration"]
    ]
    alias = {"name": props["Name"], "routingConfiguration": routes}
    arn = answer(stepfunctions._create_state_machine_alias(alias))["stateMachineAliasArn"]
    return arn, {"Arn": arn}


def make_any_alarm(logical_id, props, stack_name):
    return (logical_id, {}) if "Metrics" in props else make_alarm(logical_id, props, stack_name)


def often(schedule):
    return minute if "minute" in schedule else seconds_between(schedule)


def tick_soon():
    if not os.path.exists(begin):
        return
    for key, rule in list(eventbridge._rules._data.items()):
        if rule.get("ScheduleExpression") and key not in first:
            first.add(key)
            eventbridge._rule_last_fired[key] = 0
    tick()


def sleep_until(iso):
    now = start + (time.time() - start) * 60 / minute
    stepfunctions._scaled_sleep(datetime.fromisoformat(iso.replace("Z", "+00:00")).timestamp() - now)


def transform_with_quotes(transformer, *more):
    template = re.sub(r'(?<!")(<[\w.-]+>)(?!")', r'"\1"', transformer.get("InputTemplate", ""))
    return transform({**transformer, "InputTemplate": template}, *more)


def write_logs_and_metrics(function, request_id, text, *more):
    write_logs(function, request_id, text, *more)
    for line in (text or "").splitlines():
        if line.startswith('{"_aws":'):
            count(json.loads(line))


def count(entry):
    for described in entry["_aws"]["CloudWatchMetrics"]:
        dimensions = {name: entry[name] for names in described["Dimensions"] for name in names}
        for metric in described["Metrics"]:
            cloudwatch.record_metric(described["Namespace"], metric["Name"], entry[metric["Name"]], metric["Unit"], dimensions)
            look_at_alarms(described["Namespace"], metric["Name"], dimensions)


def look_at_alarms(namespace, name, dimensions):
    for alarm in list(cloudwatch._alarms.values()):
        own = {one["Name"]: one["Value"] for one in alarm.get("Dimensions", [])}
        if (alarm.get("Namespace"), alarm.get("MetricName"), own) == (namespace, name, dimensions):
            cloudwatch._evaluate_alarm(alarm)


eventbridge._dispatch_to_event_bus = dispatch_there
eventbridge._SCHEDULER_TICK_INTERVAL = 1
eventbridge._parse_rate_seconds = often
eventbridge._tick_scheduled_rules = tick_soon
eventbridge._apply_input_transformer = transform_with_quotes
stepfunctions._SFN_WAIT_SCALE = minute / 60
stepfunctions._sleep_until = sleep_until
lambda_svc._emit_lambda_logs = write_logs_and_metrics
provisioners._RESOURCE_HANDLERS["AWS::CloudWatch::Alarm"]["create"] = make_any_alarm
provisioners._RESOURCE_HANDLERS.update(
    {
        "AWS::Events::EventBusPolicy": {"create": make_bus_policy},
        "AWS::StepFunctions::StateMachineVersion": {"create": make_machine_version},
        "AWS::StepFunctions::StateMachineAlias": {"create": make_machine_alias},
    }
)
main()
