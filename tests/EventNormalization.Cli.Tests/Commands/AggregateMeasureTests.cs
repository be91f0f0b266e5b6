using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Cli.Tests.Commands;

/// <summary><c>aggregate</c> measures further fields by the names that the library gives its measures.</summary>
public sealed class AggregateMeasureTests
{
    private const string Schema =
        """
        {"fields":{
          "fee":{"type":"decimal","presence":"optional"},
          "items":{"type":"integer","presence":"optional"},
          "site":{"type":"text","presence":"optional"}}}
        """;

    private const string Known = "measures such as: count, sum, min, max, mean, first, latest, p50, p90, p95, p99, "
        + "histogram, distinct:FIELD, distinct~:FIELD, top:N:FIELD.";

    private const string Events =
        """
        {"client":"a","metric":"m","amount":1,"date":"2024-01-15","fee":"0.10","items":3}
        {"client":"a","metric":"m","amount":2,"date":"2024-01-15","fee":2.25,"site":"x"}
        {"client":"a","metric":"m","amount":3,"date":"2024-01-15","items":4}
        {"client":"b","metric":"m","amount":4,"date":"2024-01-15"}
        """;

    [Theory]
    [InlineData("count,sum:fee,count:fee", "client_id,count,sum:fee,count:fee\r\na,3,2.35,2\r\nb,1,0,0\r\n")]
    [InlineData("min:fee,max:fee,mean:fee", "client_id,min:fee,max:fee,mean:fee\r\na,0.1,2.25,1.175\r\nb,,,\r\n")]
    [InlineData("sum:items,sum", "client_id,sum:items,sum\r\na,7,6\r\nb,0,4\r\n")]
    public async Task A_further_number_is_measured_in_files_and_in_a_store(string measures, string expected)
    {
        using var folder = new TemporaryFolder();
        var (schema, store) = (folder.PathOf("schema.json"), folder.PathOf("s.db"));
        await File.WriteAllTextAsync(schema, Schema);
        await InProcess.RunWithAsync(Events, "ingest", "-", "--store", store, "--schema", schema);
        string[] options = ["--schema", schema, "--by", "client_id", "--measures", measures, "--csv"];

        var ofFiles = await InProcess.RunWithAsync(Events, ["aggregate", "--input", "-", .. options]);
        var ofStore = await InProcess.RunWithAsync("", ["aggregate", "--store", store, .. options]);

        Assert.Equal(new ToolResult(0, expected, ""), ofFiles);
        Assert.Equal(ofFiles, ofStore);
    }

    [Theory]
    [InlineData("sum:feee", "a number of the schema after the colon: amount, fee, items. Did you mean \"sum:fee\"?")]
    [InlineData("p95:site", "a number of the schema after the colon: amount, fee, items.")]
    [InlineData("max:metric", "a number of the schema after the colon: amount, fee, items.")]
    [InlineData("distinct:clientid", "a field of the schema after the colon: client_id, metric, amount, timestamp, "
        + "currency, fee, items, site. Did you mean \"distinct:client_id\"?")]
    [InlineData("top:3:sites", "a field of the schema after the colon: client_id, metric, amount, timestamp, currency, "
        + "fee, items, site. Did you mean \"top:3:site\"?")]
    [InlineData("top:site", "top:N:FIELD, such as top:5:client_id, with N from 1 to 1000.")]
    [InlineData("top:0:site", "top:N:FIELD, such as top:5:client_id, with N from 1 to 1000.")]
    [InlineData("distinct", "a field of the schema after the colon: client_id, metric, amount, timestamp, currency, "
        + "fee, items, site.")]
    [InlineData("averge", Known)]
    [InlineData("p101", Known)]
    [InlineData("lastest:fee", Known + " Did you mean \"latest:fee\"?")]
    public async Task A_measure_that_there_is_not_is_refused_with_those_that_there_are(string measure, string expected)
    {
        using var folder = new TemporaryFolder();
        var schema = folder.PathOf("schema.json");
        await File.WriteAllTextAsync(schema, Schema);

        var result = await InProcess.RunWithAsync(
            Events, "aggregate", "--input", "-", "--schema", schema, "--measures", measure);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Equal(
            $"eventnorm: --measures: found \"{measure}\", expected {expected}", result.Error.Split('\n')[0]);
    }

    [Fact]
    public async Task Every_measure_has_its_form_in_json_in_csv_and_in_a_table()
    {
        using var folder = new TemporaryFolder();
        var schema = folder.PathOf("schema.json");
        await File.WriteAllTextAsync(schema, Schema);
        string[] options = ["aggregate", "--input", "-", "--schema", schema, "--measures",
            "first,latest,distinct:client_id,distinct~:client_id,p50,top:2:client_id"];

        var json = await InProcess.RunWithAsync(Events, [.. options, "--json"]);
        var csv = await InProcess.RunWithAsync(Events, [.. options, "--csv"]);
        var table = await InProcess.RunWithAsync(Events, options);

        using var document = JsonDocument.Parse(json.Output);
        var group = document.RootElement.GetProperty("groups")[0];
        Assert.Equal(
            ["first", "latest", "distinct:client_id", "distinct~:client_id", "p50", "top:2:client_id"],
            group.EnumerateObject().Select(member => member.Name));
        Assert.Equal(2, group.GetProperty("distinct:client_id").GetInt32());
        Assert.Equal(2, group.GetProperty("distinct~:client_id").GetInt32());
        Assert.InRange(group.GetProperty("p50").GetDecimal(), 1.98m, 2.02m);
        Assert.Equal(
            """[{"value":"a","count":3},{"value":"b","count":1}]""", group.GetProperty("top:2:client_id").GetRawText());
        Assert.EndsWith(
            ",\"[{\"\"value\"\":\"\"a\"\",\"\"count\"\":3},{\"\"value\"\":\"\"b\"\",\"\"count\"\":1}]\"\r\n",
            csv.Output,
            System.StringComparison.Ordinal);
        Assert.Contains(" a: 3, b: 1 ", table.Output, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_value_of_a_list_is_a_formula_in_a_spreadsheet()
    {
        var result = await InProcess.RunWithAsync(
            """{"client":"=cmd|' /C calc'!A0","metric":"m","amount":1,"date":"2024-01-15"}""",
            "aggregate", "--input", "-", "--measures", "top:1:client_id", "--csv");

        Assert.Equal(
            new ToolResult(
                0,
                "top:1:client_id\r\n\"[{\"\"value\"\":\"\"'=cmd|' /C calc'!A0\"\",\"\"count\"\":1}]\"\r\n",
                ""),
            result);
    }

    [Fact]
    public async Task A_group_that_no_decimal_holds_leaves_the_others_their_numbers()
    {
        const string huge =
            """
            {"client":"a","metric":"m","amount":79228162514264337593543950335,"date":"2024-01-15"}
            {"client":"a","metric":"m","amount":79228162514264337593543950334,"date":"2024-01-15"}
            {"client":"b","metric":"m","amount":5,"date":"2024-01-15"}
            """;

        var result = await InProcess.RunWithAsync(
            huge, "aggregate", "--input", "-", "--by", "client_id", "--measures", "count,sum,mean", "--json");

        using var document = JsonDocument.Parse(result.Output);
        var groups = document.RootElement.GetProperty("groups").EnumerateArray().ToArray();
        Assert.Equal(JsonValueKind.Null, groups[0].GetProperty("sum").ValueKind);
        Assert.Equal("aggregate.range", groups[0].GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("""{"client_id":"b","count":1,"sum":5,"mean":5}""", groups[1].GetRawText());
    }
}
