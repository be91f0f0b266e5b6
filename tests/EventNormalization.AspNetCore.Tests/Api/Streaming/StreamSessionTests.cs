using System;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Api.Streaming;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Api.Streaming;

public sealed class StreamSessionTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_reader_who_loses_the_right_is_cut_off_within_a_minute()
    {
        var isReader = true;
        await using var host = await TestHost.StartAsync(events =>
        {
            events.Services.AddSingleton<TimeProvider>(_time);
            events.Services.AddAuthentication();
            events.Services.AddAuthorizationBuilder().AddPolicy(
                "reader", policy => policy.RequireAssertion(_ => Volatile.Read(ref isReader)));
            events.UseAccess(access => access.Read = "reader");
        });
        await using var stream = await OpenStream.StartAsync(host.Client, "?operations=true");
        var feed = host.Services.GetRequiredService<OutcomeFeed>();
        feed.PublishOperation("1"u8);
        Assert.Equal(1, (await stream.NextAsync("operation")).GetInt32());

        Volatile.Write(ref isReader, false);
        var start = _time.GetUtcNow();
        var next = stream.NextAsync();
        await AdvanceUntilAsync(next);

        Assert.Null(await next);
        Assert.Equal(0, feed.ReaderCount);
        Assert.True(_time.GetUtcNow() - start >= StreamSession.RightDelay);
    }

    [Fact]
    public async Task Where_nothing_happens_a_comment_keeps_the_connection_open()
    {
        await using var host = await TestHost.StartAsync(events => events.Services.AddSingleton<TimeProvider>(_time));
        using var response = await host.Client.GetAsync(
            new Uri("/v1/stream?operations=true", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var bytes = new byte[64];

        var greeting = Encoding.UTF8.GetString(bytes, 0, await body.ReadAsync(bytes));
        var reading = body.ReadAsync(bytes).AsTask();
        await AdvanceUntilAsync(reading);

        Assert.Equal("retry: 2000\n\n", greeting);
        Assert.Equal(":\n\n", Encoding.UTF8.GetString(bytes, 0, await reading));
    }

    private async Task AdvanceUntilAsync(Task task)
    {
        using var late = new CancellationTokenSource(OpenStream.WaitMax);
        while (!task.IsCompleted)
        {
            late.Token.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
