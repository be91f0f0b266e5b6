using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Xunit;

namespace EventNormalization.Cli.Tests.Commands;

/// <summary><c>verify</c>, <c>backup</c>, <c>restore</c> and the ways out of a store that is not whole.</summary>
public sealed class VerifyCommandTests : IDisposable
{
    private const string Broken = """{"client":"a","metric":"m","amount":"1,2,3","date":"2024-01-15"}""";

    private readonly TemporaryFolder _folder = new();
    private readonly string _store;

    public VerifyCommandTests() => _store = _folder.PathOf("s.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sound_store_is_said_to_be_sound()
    {
        await IngestAsync();

        var json = await InProcess.RunAsync("verify", "--store", _store, "--json");
        var text = await InProcess.RunAsync("verify", "--store", _store);

        Assert.Equal(
            new ToolResult(
                0, "{\"ok\":true,\"events\":3,\"failed\":1,\"reread\":3,\"problem_count\":0,\"problems\":[]}\n", ""),
            json);
        Assert.Equal(
            new ToolResult(
                0, "3 events and 1 failed event verified, 3 read again from their bytes: all is as it was stored.\n",
                ""),
            text);
    }

    [Theory]
    [InlineData("", "UPDATE roll_up_deltas SET groups = groups + 1")]
    [InlineData("", "UPDATE events SET amount = X'A10D02'")]
    [InlineData("", "UPDATE clients SET name = 'other'")]
    [InlineData("", "DELETE FROM roll_up_deltas")]
    [InlineData("", "UPDATE meta SET value = 7")]
    [InlineData(".failed", "UPDATE failures SET state = 4")]
    [InlineData(".failed", "DELETE FROM failures")]
    public async Task Any_problem_ends_with_4_and_is_told(string suffix, string damage)
    {
        await IngestAsync();
        Execute(suffix, damage);

        var verified = await InProcess.RunAsync("verify", "--store", _store, "--json");

        Assert.Equal(4, verified.ExitCode);
        using var json = JsonDocument.Parse(verified.Output);
        Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
        Assert.NotEqual(0, json.RootElement.GetProperty("problems").GetArrayLength());
    }

    [Fact]
    public async Task Totals_of_damaged_rows_are_an_error_and_no_number()
    {
        await IngestAsync();
        Execute("", "UPDATE roll_up_deltas SET groups = groups + 1");

        var totals = await InProcess.RunAsync("aggregate", "--store", _store, "--json");

        Assert.Equal((1, ""), (totals.ExitCode, totals.Output));
        Assert.StartsWith(
            $"eventnorm: {_store}: a row of the table roll_up_deltas is not what was written", totals.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_failed_events_are_refused_until_they_are_started_anew()
    {
        await IngestAsync();
        File.Delete(_store + ".failed");

        var ingest = await InProcess.RunWithAsync(Good(9), "ingest", "-", "--store", _store);
        var list = await InProcess.RunAsync("failed", "list", "--store", _store);
        var status = await InProcess.RunAsync("status", "--store", _store);
        var verify = await InProcess.RunAsync("verify", "--store", _store, "--json");
        var totals = await InProcess.RunAsync("aggregate", "--store", _store, "--csv");
        var anew = await InProcess.RunWithAsync(Good(9), "ingest", "-", "--store", _store, "--new");
        var sound = await InProcess.RunAsync("verify", "--store", _store);

        Assert.Equal([1, 1, 1, 4], new[] { ingest, list, status, verify }.Select(result => result.ExitCode));
        Assert.All([ingest, list, status],
            result => Assert.Contains("--new", result.Error, StringComparison.Ordinal));
        Assert.Contains("is missing", verify.Output, StringComparison.Ordinal);
        Assert.Equal([0, 0, 0], new[] { totals, anew, sound }.Select(result => result.ExitCode));
    }

    [Fact]
    public async Task A_missing_store_is_refused_until_it_is_started_anew()
    {
        await IngestAsync();
        File.Delete(_store);

        var ingest = await InProcess.RunWithAsync(Good(1), "ingest", "-", "--store", _store);
        var list = await InProcess.RunAsync("failed", "list", "--store", _store);
        var existsBefore = File.Exists(_store);
        var anew = await InProcess.RunAsync("verify", "--store", _store, "--new");
        var again = await InProcess.RunWithAsync(Good(1), "ingest", "-", "--store", _store, "--json");

        Assert.Equal([1, 1, 0, 0], new[] { ingest, list, anew, again }.Select(result => result.ExitCode));
        Assert.False(existsBefore);
        Assert.StartsWith("{\"received\":1,\"accepted\":1,", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_file_is_no_store()
    {
        await File.WriteAllBytesAsync(_store, []);

        var totals = await InProcess.RunAsync("aggregate", "--store", _store, "--json");
        var ingest = await InProcess.RunWithAsync(Good(1), "ingest", "-", "--store", _store);

        Assert.Equal((1, 1), (totals.ExitCode, ingest.ExitCode));
        Assert.Contains("it is 0 bytes long", totals.Error, StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo(_store).Length);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(_store)!));
    }

    [Fact]
    public async Task A_backup_is_restored_under_another_name_and_says_what_to_send_again()
    {
        await IngestAsync();
        var to = _folder.PathOf("backup");
        var other = _folder.PathOf("other.db");

        var backup = await InProcess.RunAsync("backup", "--store", _store, "--to", to, "--json");
        var twice = await InProcess.RunAsync("backup", "--store", _store, "--to", to);
        var restored = await InProcess.RunAsync("restore", "--from", to, "--store", other);
        var verified = await InProcess.RunAsync("verify", "--store", other, "--json");
        var totals = await InProcess.RunAsync("aggregate", "--store", _store, "--csv");

        Assert.Equal([0, 1, 0, 0], new[] { backup, twice, restored, verified }.Select(result => result.ExitCode));
        Assert.StartsWith("{\"events\":3,\"failed\":1,\"last_received\":\"20", backup.Output, StringComparison.Ordinal);
        Assert.StartsWith(
            "3 events and 1 failed event, verified; after a restore send again what was sent since 20",
            restored.Output,
            StringComparison.Ordinal);
        Assert.Equal(totals, await InProcess.RunAsync("aggregate", "--store", other, "--csv"));
    }

    [Fact]
    public async Task A_killed_process_leaves_a_store_that_goes_on_and_one_that_lives_is_not_disturbed()
    {
        using var alive = ToolProcess.Start(["ingest", "-", "--store", _store, "--json"]);
        using var killed = ToolProcess.Start(["ingest", "-", "--store", _store, "--json"]);
        await alive.StandardInput.WriteAsync(Good(1));
        await alive.StandardInput.FlushAsync();
        await killed.StandardInput.WriteAsync(Good(2));
        await killed.StandardInput.FlushAsync();
        await UntilAsync(2);
        killed.Kill();
        await killed.WaitForExitAsync();

        var meanwhile = await ToolProcess.RunAsync(Good(3), ["ingest", "-", "--store", _store, "--json"], null);
        await alive.StandardInput.WriteAsync(Good(4));
        alive.StandardInput.Close();
        await alive.WaitForExitAsync();
        var verified = await InProcess.RunAsync("verify", "--store", _store, "--json");

        Assert.Equal((0, 0), (meanwhile.ExitCode, alive.ExitCode));
        Assert.StartsWith("{\"ok\":true,\"events\":4,", verified.Output, StringComparison.Ordinal);
        Assert.Equal(
            [_store, _store + ".failed"], Directory.GetFiles(Path.GetDirectoryName(_store)!).Order());
    }

    [Fact]
    public async Task The_log_of_a_killed_process_is_missed_and_a_repair_goes_on()
    {
        using var killed = ToolProcess.Start(["ingest", "-", "--store", _store, "--json"]);
        await killed.StandardInput.WriteAsync(Good(1) + Broken + "\n");
        await killed.StandardInput.FlushAsync();
        await UntilAsync(1);
        killed.Kill();
        await killed.WaitForExitAsync();
        File.Delete(_store + "-wal");

        var totals = await InProcess.RunAsync("aggregate", "--store", _store);
        var ingest = await InProcess.RunWithAsync(Good(1), "ingest", "-", "--store", _store);
        var verify = await InProcess.RunAsync("verify", "--store", _store);
        var repaired = await InProcess.RunWithAsync(Good(1), "ingest", "-", "--store", _store, "--repair", "--json");
        var sound = await InProcess.RunAsync("verify", "--store", _store);

        Assert.Equal([1, 1, 4], new[] { totals, ingest, verify }.Select(result => result.ExitCode));
        Assert.All([totals, ingest],
            result => Assert.Contains("--repair", result.Error, StringComparison.Ordinal));
        Assert.Equal((0, 0), (repaired.ExitCode, sound.ExitCode));
        Assert.StartsWith("{\"received\":1,\"accepted\":1,", repaired.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_files_are_their_owners_whatever_the_umask_and_old_ones_are_told_of()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await IngestAsync();
        File.SetUnixFileMode(_store, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        var told = await InProcess.RunWithAsync(Good(1), "ingest", "-", "--store", _store);

        Assert.Equal(
            $"eventnorm: note: other users may read {_store}; to keep them out: chmod 600 {_store}\n", told.Error);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_store + ".failed"));
    }

    private static string Good(int amount) =>
        FormattableString.Invariant($$"""{"client":"a","metric":"m","amount":{{amount}},"date":"2024-01-15"}""") + "\n";

    private Task<ToolResult> IngestAsync() => InProcess.RunWithAsync(
        Good(1) + Good(2) + Good(3) + Good(3) + Broken + "\n", "ingest", "-", "--store", _store);

    private async Task UntilAsync(int count)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            if (File.Exists(_store))
            {
                var totals = await InProcess.RunAsync("aggregate", "--store", _store, "--json");
                if (totals.Output.Contains($"\"count\":{count}", StringComparison.Ordinal))
                {
                    return;
                }
            }

            await Task.Delay(50);
        }

        Assert.Fail("It took too long.");
    }

    private void Execute(string suffix, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_store}{suffix};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are those of the tests above.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
