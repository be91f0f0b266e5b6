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
    [InlineData("sum:fe")]
    [InlineData("sum:site")]
    [InlineData("max:metric")]
    [InlineData("mean:timestamp")]
    public async Task A_measure_of_what_is_no_number_of_the_schema_is_refused_with_those_that_are(string measure)
    {
        using var folder = new TemporaryFolder();
        var schema = folder.PathOf("schema.json");
        await File.WriteAllTextAsync(schema, Schema);

        var result = await InProcess.RunWithAsync(
            Events, "aggregate", "--input", "-", "--schema", schema, "--measures", measure);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Equal(
            $"eventnorm: --measures: found \"{measure}\", expected a number of the schema after the "
                + $"colon: amount, fee, "
            + "items.",
            result.Error.Split('\n')[0]);
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
