using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Security;

/// <summary>Clients that hold on to connections.</summary>
public sealed class ConnectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Headers_that_do_not_end_are_given_up()
    {
        await using var host = await ListeningHost.StartAsync();

        var answer = await host.ExchangeAsync("POST /v1/events HTTP/1.1\r\nHost: x\r\nX-Slow: ", Patience);

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_given_up()
    {
        await using var host = await ListeningHost.StartAsync();

        var answer = await host.ExchangeAsync(
            "POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{",
            Patience);

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Idle_connections_are_closed_and_make_room()
    {
        await using var host = await ListeningHost.StartAsync();
        var idle = new List<TcpClient>();
        for (var i = 0; i < 20; i++)
        {
            var connection = new TcpClient();
            await connection.ConnectAsync(host.Address.Host, host.Address.Port);
            idle.Add(connection);
        }

        using var cancel = new CancellationTokenSource(Patience);
        var buffers = await Task.WhenAll(idle.Select(async connection =>
        {
            try
            {
                return await connection.GetStream().ReadAsync(new byte[1], cancel.Token);
            }
            catch (System.IO.IOException)
            {
                return 0;
            }
        }));
        using var answer = await host.Client.GetAsync("/v1/statistics", cancel.Token);

        Assert.All(buffers, count => Assert.Equal(0, count));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        idle.ForEach(connection => connection.Dispose());
    }

    [Theory]
    [InlineData("/v1/../../etc/passwd")]
    [InlineData("/v1/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/v1/events/..%2f..%2fetc%2fpasswd")]
    [InlineData("/v1/failed/..%5c..%5cwindows")]
    [InlineData("/v1/failed/%00")]
    [InlineData("/v1/operations/..%2f..%2f")]
    [InlineData("/events/..%2f..%2fappsettings.json")]
    [InlineData("/events/%2e%2e/appsettings.json")]
    [InlineData("/events/assets/../../appsettings.json")]
    public async Task A_path_leads_to_no_file(string path)
    {
        await using var host = await ListeningHost.StartAsync();

        var answer = await host.ExchangeAsync($"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", Patience);

        Assert.Matches("^HTTP/1.1 4[0-9][0-9] ", answer);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_is_told_to_come_again_and_the_host_stays_well()
    {
        await using var host = await ListeningHost.StartAsync(
            builder => builder.UseAccess(access => access.RequestsPerSecondMax = 20));
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 10 })
        {
            BaseAddress = host.Address,
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => client.GetAsync("/v1/statistics")));

        Assert.All(answers, answer => Assert.Contains(
            answer.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.TooManyRequests }));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
    }
}
