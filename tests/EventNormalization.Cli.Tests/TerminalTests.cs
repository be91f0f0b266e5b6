using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Cli.Tests;

/// <summary>What a person sees at a terminal: tables as narrow as it is.</summary>
public sealed class TerminalTests
{
    private const string Client = "customer_berlin_mitte_0001";

    private const string Input =
        """
        {"client":"customer_berlin_mitte_0001","metric":"sales","amount":12.5,"date":"2024-01-15"}
        {"client":"customer_berlin_mitte_0001","metric":"sales","amount":1,"date":"2024-01-16"}
        {"client":"Café","metric":"refund","amount":-5.25,"date":"2024-01-16"}
        {"client":"customer_berlin_mitte_0001","metric":"refund","amount":"1,2,3","date":"04/05/2024"}
        """;

    private static readonly string[] Totals = ["aggregate", "--input", "-", "--by", "client_id,metric"];

    [Theory]
    [InlineData(132)]
    [InlineData(80)]
    [InlineData(72)]
    [InlineData(60)]
    [InlineData(50)]
    public async Task No_line_of_a_table_is_wider_than_the_terminal(int width)
    {
        using var folder = new TemporaryFolder();
        var store = folder.PathOf("x.db");
        string[][] commands =
        [
            Totals,
            ["ingest", "-", "--store", store],
            ["failed", "list", "--store", store],
            ["explain", "-"],
        ];

        foreach (var command in commands)
        {
            var result = await InProcess.RunAtTerminalAsync(width, Input, command);
            var lines = result.Output.Split('\n')
                .Where(line => line.Length > 0 && "╭│├╰".Contains(line[0], StringComparison.Ordinal));

            Assert.Equal(0, result.ExitCode);
            Assert.NotEmpty(lines);
            Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
        }
    }

    [Fact]
    public async Task At_80_columns_a_client_id_has_room_beside_all_totals()
    {
        var result = await InProcess.RunAtTerminalAsync(80, Input, Totals);

        Assert.Contains("│ client_id                  │ metric │ count │", result.Output, StringComparison.Ordinal);
        Assert.Contains($"│ {Client} │ sales  │     2 │", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_60_columns_a_client_id_has_room_beside_two_totals()
    {
        var result = await InProcess.RunAtTerminalAsync(60, Input, [.. Totals, "--measures", "count,sum"]);

        Assert.Contains(
            "│ client_id                  │ metric │ count │   sum │", result.Output, StringComparison.Ordinal);
        Assert.Contains($"│ {Client} │ sales  │     2 │ 13.5  │", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_a_value_is_lost_where_its_cell_is_too_narrow()
    {
        var result = await InProcess.RunAtTerminalAsync(50, Input, [.. Totals, "--client", Client]);
        var cells = result.Output.Split('\n').SkipWhile(line => !line.StartsWith('├'))
            .Where(line => line.StartsWith('│'))
            .Select(line => line.Split('│')[1].Trim());

        Assert.Equal(Client, string.Concat(cells));
    }
}
