"""All recordings, in the order in which they are made."""

from harmless import *
from incidents import *
from injection_day import *
from inventory import *
from patient import *
from robots import *
from scenario import Scenario
from trouble import *


def all():
    return first() + [mixed()] + patient() + harmless()


def first():
    """Three quiet days, then one incident a day."""
    return [
        Scenario("quiet", "2026-03-02T00:00:00", 66),
        Scenario("content-discovery", "2026-03-05T06:00:00", 9, [content_discovery("2026-03-05T11:42:10", "203.0.113.204")], compress=True),
        Scenario("sql-injection", "2026-03-06T08:00:00", 9, [sql_injection("2026-03-06T14:05:31", "203.0.113.211")]),
        Scenario("brute-force", "2026-03-09T05:00:00", 9, [brute_force("2026-03-09T11:18:44", "203.0.113.222", "nora.haas")]),
        Scenario("object-enumeration", "2026-03-10T07:00:00", 9, [object_enumeration("2026-03-10T13:27:05", "203.0.113.217", 1208)], compress=True),
        Scenario("exfiltration", "2026-03-11T10:00:00", 9, [exfiltration("2026-03-11T15:51:20", "203.0.113.230", 1077)], compress=True),
        Scenario("flood", "2026-03-12T08:00:00", 9, [flood("2026-03-12T13:36:00", "203.0.113.240", 120)], compress=True),
        Scenario("server-errors", "2026-03-13T06:00:00", 9, [server_errors("2026-03-13T11:10:00")]),
        Scenario("xss-and-traversal", "2026-03-16T09:00:00", 9, [
            cross_site_scripting("2026-03-16T13:14:00", "203.0.113.207"), path_traversal("2026-03-16T16:02:30", "203.0.113.209")]),
    ]


def mixed():
    """A day and a half with all of it, from other addresses."""
    return Scenario("mixed", "2026-03-17T06:00:00", 36, [
        content_discovery("2026-03-17T10:21:12", "203.0.113.244", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0"),
        sql_injection("2026-03-17T12:48:02", "203.0.113.245", "--random-agent", "--technique", "B", "--stop", "1"),
        brute_force_basic("2026-03-17T17:33:20", "203.0.113.251", "david.costa"),
        server_errors("2026-03-17T20:15:00", 15),
        flood("2026-03-17T22:04:00", "2001:db8:bad:1::7", 75, many=True),
        cross_site_scripting("2026-03-18T02:40:00", "203.0.113.247"),
        object_enumeration("2026-03-18T07:55:40", "2001:db8:bad:f2::9", 1301, count=500, gap=1.4),
        path_traversal("2026-03-18T10:12:30", "203.0.113.249"),
        exfiltration("2026-03-18T13:20:00", "2001:db8:bad:f3::2", 1012, count=120, gap=18),
    ], compress=True)


def patient():
    """What a threshold per minute does not see."""
    return [
        Scenario("credential-stuffing", "2026-03-19T06:00:00", 9, [credential_stuffing("2026-03-19T11:05:00")], compress=True),
        Scenario("password-spraying", "2026-03-20T06:00:00", 9, [password_spraying("2026-03-20T10:12:00", "203.0.113.226")], compress=True),
        Scenario("slow-object-walk", "2026-03-23T06:00:00", 9, [slow_object_walk("2026-03-23T11:30:00", "2001:db8:bad:21::6")], compress=True),
        Scenario("slow-scan", "2026-03-24T04:00:00", 14, [slow_scan("2026-03-24T07:20:00", "203.0.113.233")], compress=True),
        Scenario("account-takeover", "2026-03-25T07:00:00", 9, [account_takeover("2026-03-25T13:40:00", "2001:db8:bad:22::a")], compress=True),
        Scenario("web-shell", "2026-03-26T07:00:00", 9, [web_shell("2026-03-26T13:02:00", "203.0.113.252")], compress=True),
        Scenario("slow-exfiltration", "2026-03-27T04:00:00", 14, [slow_exfiltration("2026-03-27T07:45:00", "2001:db8:bad:23::1f")], compress=True),
        Scenario("privilege-probing", "2026-04-09T07:00:00", 9, [privilege_probing("2026-04-09T11:20:00", "203.0.113.235")], compress=True),
        Scenario("credential-sharing", "2026-04-10T07:00:00", 9, [credential_sharing("2026-04-10T12:05:00")], compress=True),
        Scenario("rotating-scan", "2026-04-13T07:00:00", 9, [rotating_scan("2026-04-13T10:10:00")], compress=True),
        Scenario("injections", "2026-04-14T06:00:00", 9, injections_day(), compress=True),
        Scenario("automation", "2026-04-16T06:00:00", 9, robots_day(), compress=True),
        Scenario("inventory", BEGIN, 24 * DAYS, shadow_days(), compress=True, scale=0.5, described=True),
        Scenario("service-trouble", "2026-04-27T00:00:00", 64, [
            slow_search("2026-04-29T09:20:00", 20), fuzzing("2026-04-29T11:10:00", "203.0.113.236"),
            cut_off("2026-04-29T13:30:00", 50)], compress=True, scale=3, timed=True),
        Scenario("lost-server", "2026-05-04T00:00:00", 42, [lost_front("2026-05-05T09:10:00", 150)], compress=True, fronts=2),
        Scenario("changed-format", "2026-05-06T06:00:00", 10, [other_format("2026-05-06T12:20:00", 90)], compress=True),
    ]


def harmless():
    """Must stay silent."""
    folder = "look-alikes"
    return [
        Scenario("single-page-app", "2026-03-30T06:00:00", 8, [single_page_app("2026-03-30T10:30:00")], folder, True),
        Scenario("nat-300-users", "2026-03-31T06:00:00", 10, [nat("2026-03-31T07:30:00")], folder, True),
        Scenario("marketing-spike", "2026-04-01T06:00:00", 8, [marketing_spike("2026-04-01T10:00:00")], folder, True),
        Scenario("deployment", "2026-04-02T06:00:00", 6, [deployment("2026-04-02T10:30:00")], folder, True, scale=4),
        Scenario("monitoring-agent", "2026-04-07T06:00:00", 8, [monitoring("2026-04-07T06:00:00")], folder, True),
        Scenario("odd-values", "2026-04-15T06:00:00", 8, [odd_values("2026-04-15T07:00:00")], folder, True),
        Scenario("busy-tools", "2026-04-17T06:00:00", 9, [busy_tools("2026-04-17T06:30:00")], folder, True),
        Scenario("quiet-changes", BEGIN, 24 * DAYS, [quiet_changes()], folder, True, scale=0.5, described=True),
        Scenario("hiccups", "2026-05-11T00:00:00", 44, [
            cold_start("2026-05-12T10:00:00"), odd_links("2026-05-12T07:00:00"),
            slow_client("2026-05-12T14:00:00", "2001:db8:5e:71::3")], folder, True, timed=True),
        Scenario("two-servers", "2026-05-13T00:00:00", 30, [deployment("2026-05-14T01:10:00")], folder, True, fronts=2),
        Scenario("polite-crawler", "2026-04-08T05:00:00", 10, [crawler("2026-04-08T05:20:00")], folder, True),
    ]
