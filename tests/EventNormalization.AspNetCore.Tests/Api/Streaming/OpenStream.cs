using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.AspNetCore.Tests.Api.Streaming;

/// <summary>A reader of the stream, as a program would be one; no wait is longer than <see cref="WaitMax"/>.</summary>
internal sealed class OpenStream : IAsyncDisposable
{
    public static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _late = new(WaitMax);
    private readonly HttpResponseMessage _response;
    private readonly Stream _body;
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private OpenStream(HttpResponseMessage response, Stream body)
    {
        (_response, _body) = (response, body);
        _items = SseParser.Create(body).EnumerateAsync(_late.Token).GetAsyncEnumerator(_late.Token);
    }

    public HttpResponseMessage Response => _response;

    public static async Task<OpenStream> StartAsync(
        HttpClient client, string query = "", string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/v1/stream" + query, UriKind.Relative));
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        return new OpenStream(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event; null if the stream ended.</summary>
    public async Task<SseItem<string>?> NextAsync() => await _items.MoveNextAsync() ? _items.Current : null;

    /// <summary>The data of the next event of a kind; others are passed over.</summary>
    public async Task<JsonElement> NextAsync(string kind) => (await NextItemAsync(kind)).Data;

    /// <summary>The id and the data of the next event of a kind.</summary>
    public async Task<(string? Id, JsonElement Data)> NextItemAsync(string kind)
    {
        while (await NextAsync() is { } item)
        {
            if (item.EventType == kind)
            {
                return (item.EventId, JsonDocument.Parse(item.Data).RootElement);
            }
        }

        throw new EndOfStreamException($"The stream ended before an event '{kind}'.");
    }

    public async ValueTask DisposeAsync()
    {
        await _items.DisposeAsync();
        await _body.DisposeAsync();
        _response.Dispose();
        _late.Dispose();
    }
}
