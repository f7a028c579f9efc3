"""
ministack with what it lacks: three of CloudFormation's resource types, and what a rule sends to the bus of another account.
Neither the bus's policy nor the role of the rule's target is looked at; alarms over several metrics are taken and watch nothing.
"""

import json

from ministack.app import main
from ministack.core.responses import request_scope
from ministack.services import eventbridge, stepfunctions
from ministack.services.cloudformation import provisioners

make_alarm = provisioners._RESOURCE_HANDLERS["AWS::CloudWatch::Alarm"]["create"]
dispatch_here = eventbridge._dispatch_to_event_bus


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


eventbridge._dispatch_to_event_bus = dispatch_there
provisioners._RESOURCE_HANDLERS["AWS::CloudWatch::Alarm"]["create"] = make_any_alarm
provisioners._RESOURCE_HANDLERS.update(
    {
        "AWS::Events::EventBusPolicy": {"create": make_bus_policy},
        "AWS::StepFunctions::StateMachineVersion": {"create": make_machine_version},
        "AWS::StepFunctions::StateMachineAlias": {"create": make_machine_alias},
    }
)
main()
