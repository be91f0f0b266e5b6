using System;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Cli.Tests.Commands;

/// <summary><c>serve</c>, started as a process and asked over HTTP.</summary>
public sealed class ServeCommandTests
{
    private const string Event = """{"source":"shop","metric":"sales","amount":"1,200.00","ts":1705314600}""";
    private const string Key = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("-INT")]
    [InlineData("-TERM")]
    public async Task An_event_that_was_posted_is_in_the_totals_and_in_the_store_after_an_orderly_end(string signal)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TemporaryFolder();
        var store = folder.PathOf("s.db");
        using var process = ToolProcess.StartInterruptible(
            ["serve", "--store", store, "--urls", "http://127.0.0.1:0"]);
        var address = await AddressOfAsync(process);
        using var client = new HttpClient { BaseAddress = address };

        using var posted = await client.PostAsync("v1/events", Json(Event));
        using var again = await client.PostAsync("v1/events", Json(Event));
        var totals = await client.GetStringAsync("v1/aggregates?by=client_id&measures=count,sum");
        using var health = await client.GetAsync("health");
        await SignalAsync(process, signal);
        var notes = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(
            (HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.OK),
            (posted.StatusCode, again.StatusCode, health.StatusCode));
        Assert.Contains("\"client_id\":\"shop\",\"count\":1,\"sum\":1200", totals, StringComparison.Ordinal);
        Assert.Equal(
            "eventnorm: no key is asked for: anyone on this machine may read and write\neventnorm: Ctrl-C ends it\n"
                + "eventnorm: stopped; what was acknowledged is stored\n",
            notes);
        Assert.Equal(0, process.ExitCode);
        var status = await InProcess.RunAsync("aggregate", "--store", store, "--measures", "count,sum", "--csv");
        Assert.Equal("count,sum\r\n1,1200\r\n", status.Output);
    }

    [Fact]
    public async Task With_keys_nobody_comes_in_without_one_and_the_health_is_for_all()
    {
        using var folder = new TemporaryFolder();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));
        var keys = folder.Write("keys", $"# who may come\n\nshop sha256:{hash}\nops another-key-of-32-characters\n");
        using var process = ToolProcess.Start(
            ["serve", "--store", "memory", "--urls", "http://127.0.0.1:0", "--api-key-file", keys]);
        using var client = new HttpClient { BaseAddress = await AddressOfAsync(process) };

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, null));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, new("Bearer", Key + "0")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, new("Bearer", Key)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, new("Bearer", "another-key-of-32-characters")));
        var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes("anyone:" + Key));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, new("Basic", pair)));
        using var health = await client.GetAsync("health");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task A_page_of_somebody_elses_name_is_not_let_in_as_this_machine()
    {
        using var process = ToolProcess.Start(["serve", "--store", "memory", "--urls", "http://127.0.0.1:0"]);
        using var client = new HttpClient { BaseAddress = await AddressOfAsync(process) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "v1/statistics");
        request.Headers.Host = "evil.example";

        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://127.0.0.1:0;http://192.0.2.1:8080")]
    [InlineData("http://example.com:8080")]
    public async Task An_address_that_others_reach_needs_keys_or_a_word(string urls)
    {
        var result = await InProcess.RunAsync("serve", "--store", "memory", "--urls", urls);

        Assert.Equal(2, result.ExitCode);
        Assert.EndsWith(
            " can be reached from other machines; give --api-key-file FILE to ask for keys, or --allow-anonymous if "
                + "anyone may read and write.\n",
            result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:80", "found 127.0.0.1:80, expected http://HOST:PORT, such as http://127.0.0.1:5280.")]
    [InlineData("http://127.0.0.1:80/x", "found http://127.0.0.1:80/x, expected http://HOST:PORT, such as "
        + "http://127.0.0.1:5280.")]
    [InlineData("http://127.0.0.1:99999", "found http://127.0.0.1:99999, expected http://HOST:PORT, such as "
        + "http://127.0.0.1:5280.")]
    [InlineData("https://localhost:1", "found https://localhost:1, expected http://HOST:PORT, such as "
        + "http://127.0.0.1:5280; for TLS, let a reverse proxy stand in front.")]
    [InlineData("http://localhost:0", "found http://localhost:0, expected http://127.0.0.1:0 for any free port.")]
    [InlineData(";", "found no address, expected http://HOST:PORT, such as http://127.0.0.1:5280.")]
    public async Task An_address_that_is_none_is_refused_in_a_line(string urls, string message)
    {
        var result = await InProcess.RunAsync("serve", "--store", "memory", "--urls", urls);

        Assert.Equal(new ToolResult(2, "", $"eventnorm: --urls: {message}\n"), result);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_in_a_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var urls = string.Create(
            CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");

        var result = await ToolProcess.RunAsync("serve", "--store", "memory", "--urls", urls);

        Assert.Equal(
            new ToolResult(1, "", $"eventnorm: --urls {urls}: Failed to bind to address {urls}: address already in use.\n"),
            result);
    }

    [Fact]
    public async Task A_file_that_is_no_store_is_told_in_a_line()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("s.db", "not a store, " + new string('x', 5_000));

        var result = await ToolProcess.RunAsync("serve", "--store", file, "--urls", "http://127.0.0.1:0");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("eventnorm: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("s.db", result.Error, StringComparison.Ordinal);
        Assert.Equal('\n', Assert.Single(result.Error, character => character == '\n'));
    }

    [Theory]
    [InlineData("shop\n", " line 1: found 1 words, expected a name and a key.")]
    [InlineData("# none\n", ": found no key, expected lines NAME KEY.")]
    [InlineData("shop secret\n", " line 1: found a key of 6 characters, expected at least 16; "
        + "\"openssl rand -hex 32\" makes one.")]
    [InlineData("shop sha256:12\n", " line 1: found no SHA-256, expected sha256: and 64 hex digits.")]
    [InlineData("shop 0123456789abcdef\nshop 0123456789abcdeg\n",
        " line 2: found a name or a key that is there already, expected another one.")]
    public async Task A_file_of_keys_that_is_wrong_is_refused_with_its_line_and_without_the_key(
        string text, string message)
    {
        using var folder = new TemporaryFolder();
        var keys = folder.Write("keys", text);

        var result = await InProcess.RunAsync("serve", "--store", "memory", "--api-key-file", keys);

        Assert.Equal(new ToolResult(2, "", $"eventnorm: {keys}{message}\n"), result);
    }

    private static async Task<Uri> AddressOfAsync(RunningTool process)
    {
        var line = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
        return new Uri(line.Split(' ')[0].Replace("/events", "/", StringComparison.Ordinal));
    }

    private static async Task SignalAsync(RunningTool process, string signal)
    {
        using var kill = Process.Start(
            "kill", [signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, AuthenticationHeaderValue? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "v1/statistics");
        request.Headers.Authorization = authorization;
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
