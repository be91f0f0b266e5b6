using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Cli.Tests.Commands;

/// <summary>
/// <c>aggregate</c> never adds amounts of different currencies, and says so in every form of its output.
/// </summary>
public sealed class AggregateCurrencyTests
{
    private const string Events =
        """
        {"client":"a","metric":"m","amount":"12.50 EUR","date":"2024-01-15"}
        {"client":"a","metric":"m","amount":12.5,"currency":"USD","date":"2024-01-15"}
        {"client":"a","metric":"m","amount":"€ 12.50","date":"2024-01-15"}
        {"client":"a","metric":"m","amount":3,"date":"2024-01-15"}
        {"client":"b","metric":"m","amount":"$7","date":"2024-01-15"}
        """;

    [Fact]
    public async Task A_table_has_a_line_for_each_currency_and_says_so()
    {
        var result = await InProcess.RunWithAsync(
            Events, "aggregate", "--input", "-", "--by", "client_id", "--measures", "count,sum");

        Assert.Equal(
            """
            ╭───────────┬──────────┬───────┬──────╮
            │ client_id │ currency │ count │  sum │
            ├───────────┼──────────┼───────┼──────┤
            │ a         │          │     1 │  3   │
            │ a         │ EUR      │     1 │ 12.5 │
            │ a         │ USD      │     1 │ 12.5 │
            │ b         │ $        │     1 │  7   │
            ╰───────────┴──────────┴───────┴──────╯
            Amounts of several currencies are not added: such a group has a line for each currency.
            5 deliveries: 4 events, 1 duplicate, 0 rejected, 0 conflicts

            """.ReplaceLineEndings("\n"),
            result.Output);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Json_has_the_count_and_the_error_and_a_script_is_told()
    {
        var result = await InProcess.RunWithAsync(
            Events, "aggregate", "--input", "-", "--by", "client_id", "--measures", "count,sum,max", "--json");

        Assert.Equal(
            new ToolResult(
                1,
                """
                {"groups":[{"client_id":"a","count":3,"sum":null,"max":null,"error":{"code":"aggregate.currencies",
                "message":"The amounts are of 3 currencies: none, EUR, USD; expected one,
                 or totals grouped by currency.",
                "currencies":[null,"EUR","USD"]}},{"client_id":"b","count":1,"sum":7,"max":7}]}
                """.ReplaceLineEndings("") + "\n",
                "eventnorm: aggregate.currencies: The amounts are of 3 currencies: none, EUR, USD; "
                    + "expected one, or totals "
                + "grouped by currency. Use --by currency.\n"),
            result);
    }

    [Fact]
    public async Task Csv_has_the_code_in_the_place_of_each_total()
    {
        var result = await InProcess.RunWithAsync(
            Events, "aggregate", "--input", "-", "--by", "client_id", "--measures", "sum,count", "--csv");

        Assert.Equal(
            new ToolResult(
                1,
                "client_id,sum,count\r\na,aggregate.currencies,3\r\nb,7,1\r\n",
                "eventnorm: aggregate.currencies: The amounts are of 3 currencies: none, EUR, USD; "
                    + "expected one, or totals "
                + "grouped by currency. Use --by currency.\n"),
            result);
    }

    [Theory]
    [InlineData("--measures", "count", "count\r\n4\r\n")]
    [InlineData("--by", "currency", "currency,count,sum,min,max,mean\r\n,1,3,3,3,3\r\n$,1,7,7,7,7\r\n"
        + "EUR,1,12.5,12.5,12.5,12.5\r\nUSD,1,12.5,12.5,12.5,12.5\r\n")]
    public async Task What_adds_no_currencies_is_no_error(string option, string value, string expected)
    {
        var result = await InProcess.RunWithAsync(Events, "aggregate", "--input", "-", option, value, "--csv");

        Assert.Equal(new ToolResult(0, expected, ""), result);
    }

    [Fact]
    public async Task A_store_answers_as_the_files_do()
    {
        using var folder = new TemporaryFolder();
        var store = folder.PathOf("s.db");
        await InProcess.RunWithAsync(Events, "ingest", "-", "--store", store);

        foreach (var by in new[] { "client_id", "currency", "currency,metric", "metric" })
        {
            var ofStore = await InProcess.RunAsync("aggregate", "--store", store, "--by", by, "--json");
            var ofFiles = await InProcess.RunWithAsync(Events, "aggregate", "--input", "-", "--by", by, "--json");

            Assert.Equal(ofFiles, ofStore);
        }
    }
}
