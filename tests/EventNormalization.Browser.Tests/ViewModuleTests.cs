using System;
using System.Threading.Tasks;
using EventNormalization.Browser.Tests.Harness;
using Xunit;

namespace EventNormalization.Browser.Tests;

/// <summary>What the modules of the two views compute, asked in the browser that runs them.</summary>
[Collection(SharedBrowser.Name)]
public sealed class ViewModuleTests(BrowserFixture browser)
{
    private const string Iso = "const at = Date.parse, iso = (one) => new Date(one).toISOString();";

    [BrowserFact]
    public Task A_day_has_the_hours_that_the_clocks_of_its_zone_give_it() => AssertAsync(
        "axis",
        Iso + "const w = m.windowsOf(at('2024-03-30T12:00Z'), at('2024-04-01T12:00Z'), 'day', 'Europe/Berlin');"
        + "return w.map((one, i) => (m.endOf(one, 'day', 'Europe/Berlin') - one) / 36e5);",
        "[24,23,24]");

    [BrowserFact]
    public Task A_day_whose_midnight_is_skipped_begins_after_the_gap() => AssertAsync(
        "axis",
        Iso + "return m.windowsOf(at('2018-11-03T12:00Z'), at('2018-11-05T12:00Z'), 'day', 'America/Sao_Paulo')"
        + ".map(iso);",
        """["2018-11-03T03:00:00.000Z","2018-11-04T03:00:00.000Z","2018-11-05T02:00:00.000Z"]""");

    [BrowserFact]
    public Task The_change_of_the_clocks_is_found_to_the_minute() => AssertAsync(
        "axis",
        Iso + "return m.clockChanges(at('2024-01-01T00:00Z'), at('2024-12-01T00:00Z'), 'Europe/Berlin')"
        + ".map(({ at, by }) => iso(at) + ' ' + by / 36e5);",
        """["2024-03-31T01:00:00.000Z 1","2024-10-27T01:00:00.000Z -1"]""");

    [BrowserFact]
    public Task Ticks_stand_at_the_calendar_of_the_zone_and_a_year_is_named() => AssertAsync(
        "axis",
        Iso + "return m.timeTicks(at('2024-09-10T00:00Z'), at('2025-05-28T12:00Z'), 'Europe/Berlin', 4)"
        + ".map(({ at, label }) => iso(at) + ' ' + label);",
        """["2024-09-30T22:00:00.000Z Oct","2024-12-31T23:00:00.000Z 2025","2025-03-31T22:00:00.000Z Apr"]""");

    [BrowserFact]
    public Task Values_have_round_ticks_that_hold_zero() => AssertAsync(
        "axis",
        "return [[0, 873], [-5, 17], [-90, -3], [0, 0]].map(([a, b]) => m.valueTicks(a, b, 4));",
        "[[0,250,500,750,1000],[-10,0,10,20],[-100,-75,-50,-25,0],[0,0.25,0.5,0.75,1]]");

    [BrowserFact]
    public Task Amounts_beyond_a_double_are_added_to_the_last_digit() => AssertAsync(
        "exact",
        "return [m.add(['79228162514264337593543950335', '0.1', '-1']), m.add(['-0.5', '0.25']), m.add([]),"
        + " m.compare('9007199254740993', '9007199254740992.9')];",
        """["79228162514264337593543950334.1","-0.25","0",1]""");

    [BrowserFact]
    public Task No_cell_of_a_CSV_begins_as_a_formula_and_numbers_stay_numbers() => AssertAsync(
        "csv",
        """
        return m.csv([{ name: 'client' }, { name: 'sum', number: true }],
          [['=1+1', '-5.0'], ['a,-b "x"', '1'], [null, '2']]);
        """,
        """
        "client,sum\r\n'=1+1,-5.0\r\n\"a,'-b \"\"x\"\"\",1\r\n,2\r\n"
        """);

    [BrowserFact]
    public Task A_diff_names_what_changed_and_nothing_around_it() => AssertAsync(
        "diff",
        """return m.diff('{"a":"1,200","b":5}', '{"a":"1200.00","b":5}').map(({ kind, text }) => kind + ' ' + text);""",
        """["same {\"a\":\"","gone 1,200","new 1200.00","same \",\"b\":5}"]""");

    [BrowserFact]
    public Task The_two_sides_of_a_diff_are_the_two_texts() => AssertAsync(
        "diff",
        """
        const texts = ['', 'a', '{"a":1}', '{"a": 1, "b":[2]}', 'x'.repeat(50), '\u202e x y', '{}{}{}'];
        return texts.every((one) => texts.every((other) => {
          const of = (kind) => m.diff(one, other).filter((piece) => piece.kind !== kind).map(({ text }) => text);
          return of('new').join('') === one && of('gone').join('') === other;
        }));
        """,
        "true");

    [BrowserFact]
    public Task The_offending_places_are_found_by_path_by_byte_and_by_what_was_found() => AssertAsync(
        "locate",
        """
        const text = '{"é":{"b":[1,{"c":"x y"}]},"amount":"1,2","total":3}';
        const of = (reason, all = text) => m.locate(all, [reason]).map(({ start, end }) => all.slice(start, end));
        return [of({ path: 'é.b[1].c' }), of({ path: null, field: 'amount' }), of({ path: 'amount, total' }),
          of({ path: 'byte 3' }), of({ path: 'nowhere', found: '"x y"' }),
          of({ path: 'byte 26' }, '{"client_id":"c","metric":'), of({ path: 'byte 64' }, '['.repeat(1e5))];
        """,
        """[["\"x y\""],["\"1,2\""],["\"1,2\"","3"],["é"],["\"x y\""],[":"],["["]]""");

    [BrowserFact]
    public Task A_candidate_leads_to_the_setting_that_reads_so() => AssertAsync(
        "reasons",
        """
        const of = (code, expected, found, candidates) => candidates.map((one) =>
          Object.entries(m.settingFor({ code, expected, found, candidates }, one).profile).join());
        return [of('amount.ambiguous', 'a number format', '"1,200"', ['1.2', '1200']),
          of('amount.ambiguous', 'a number format', '"1.200"', ['1.2', '1200']),
          of('timestamp.ambiguous', 'a date order in the profile', '"04/05/2024"',
            ['2024-04-05T00:00:00Z', '2024-05-04T00:00:00Z']),
          of('timestamp.ambiguous', 'an epoch unit', '700000000', ['2023-03-08T20:26:40Z']),
          of('timestamp.ambiguous', 'occurs twice', '"2023-10-29 02:30"',
            ['2023-10-29T02:30:00+02:00', '2023-10-29T02:30:00+01:00'])].flat()
          .map((one) => one.split(',')[1]).join(' ');
        """,
        """
        "decimal_comma decimal_point decimal_point decimal_comma month_first day_first apple_seconds earlier later"
        """);

    [BrowserFact]
    public Task A_member_that_names_the_client_becomes_its_one_alias() => AssertAsync(
        "reasons",
        """
        const reason = { code: 'client_id.ambiguous', path: 'source, user_id', candidates: ['web', 'u1'] };
        return m.withSetting({ limits: { depth_max: 9 } }, m.settingFor(reason, 'u1'), null);
        """,
        """{"limits":{"depth_max":9},"fields":{"client_id":{"aliases":["user_id"]}}}""");

    [BrowserFact]
    public Task A_client_that_is_called_like_a_member_of_every_object_gets_a_profile_of_its_own() => AssertAsync(
        "reasons",
        """
        const of = (client) => m.withSetting({ profiles: { other: { amount_scale: 0 } } },
          { profile: { date_order: 'day_first' } }, client);
        return [of('__proto__'), of('constructor'), m.inWords('size.constructor', 'size'), ({}).date_order ?? 'clean'];
        """,
        """
        [{"profiles":{"other":{"amount_scale":0},"__proto__":{"date_order":"day_first"}}},
        {"profiles":{"other":{"amount_scale":0},"constructor":{"date_order":"day_first"}}},
        "size.constructor","clean"]
        """.Replace("\n", "", StringComparison.Ordinal));

    [BrowserFact]
    public Task Rows_that_were_read_further_back_than_a_page_stay_behind_it() => AssertAsync(
        "table",
        """
        const of = (read, page, rows) => m.beyond([...read], page, [...rows], (row) => row).join('');
        return [of('xab', { next: 'n' }, 'abcd'), of('ab', { next: null }, 'abcd'), of('xy', { next: 'n' }, 'abcd'),
          of('', { next: 'n', searched_to: 't' }, 'abcd'), of('ac', { next: 'n' }, 'abcd')];
        """,
        """["cd","","","abcd","d"]""");

    [BrowserFact]
    public Task The_time_axis_begins_where_the_range_does_and_else_with_the_first_event() => AssertAsync(
        "totals-model",
        """
        const plan = { by: ['day'], unit: 'day', fields: [], measure: 'count', zone: 'UTC' };
        const rows = ['2024-03-02', '2024-03-05'].map((day) =>
          ({ values: { count: 1 }, time: day + 'T00:00:00Z', group: '', currency: '', key: day }));
        const begins = (range) => m.modelOf(rows, plan, range).time.starts
          .map((at) => new Date(at).toISOString().slice(5, 10)).filter((_, i, all) => i === 0 || i === all.length - 1);
        return [begins({}), begins({ from: '2024-02-28T12:00:00Z' }), begins({ to: '2024-03-09T00:00:00Z' })];
        """,
        """[["03-02","03-05"],["02-28","03-05"],["03-02","03-08"]]""");

    private async Task AssertAsync(string module, string script, string expected)
    {
        await using var host = await PageHost.StartAsync();
        await using var page = await EventsPage.OpenAsync(browser, host, "?view=totals");
        var main = await page.Tab.Locator("script[type=module]").GetAttributeAsync("src");

        var answer = await page.Tab.EvaluateAsync<string>(
            $"async (path) => {{ const m = await import(path); return JSON.stringify((() => {{ {script} }})()); }}",
            host.Address + main!.Replace("main.js", module + ".js", StringComparison.Ordinal));

        Assert.Equal(expected.Trim(), answer);
    }
}
