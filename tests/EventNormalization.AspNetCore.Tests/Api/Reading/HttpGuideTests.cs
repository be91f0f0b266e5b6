using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Api.Reading;

/// <summary>
/// The page on HTTP shows what a new host answers. With <c>ACCEPT_HTTP_GUIDE=1</c> it is written anew, to be looked at.
/// </summary>
public sealed class HttpGuideTests
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    [Fact]
    public async Task Every_example_of_the_page_is_what_a_new_host_answers()
    {
        await using var host = await ReadHost.PlainAsync();
        var answers = new List<string>();
        var examples = HttpGuide.Read();
        foreach (var (request, _) in examples)
        {
            answers.Add(await AnswerAsync(host, request));
        }

        if (Environment.GetEnvironmentVariable("ACCEPT_HTTP_GUIDE") == "1")
        {
            HttpGuide.Accept(answers);
            return;
        }

        Assert.True(examples.Count >= 15, $"The page has only {examples.Count} examples.");
        for (var i = 0; i < examples.Count; i++)
        {
            Assert.Equal((examples[i].Request, examples[i].Answer), (examples[i].Request, answers[i]));
        }
    }

    private static async Task<string> AnswerAsync(ReadHost host, string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var head = (end < 0 ? text : text[..end]).Split('\n');
        var line = head[0].Split(' ');
        using var request = new HttpRequestMessage(new HttpMethod(line[0]), new Uri(line[1], UriKind.Relative));
        if (end >= 0)
        {
            request.Content = new StringContent(text[(end + 2)..], Encoding.UTF8, "application/json");
        }

        using var response = await host.Client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        var type = response.Content.Headers.ContentType!.ToString();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {(int)response.StatusCode}\nContent-Type: {type}\n\n{Shown(body, type)}");
    }

    private static string Shown(string body, string type) => type.Contains("json", StringComparison.Ordinal)
        && !type.Contains("ndjson", StringComparison.Ordinal)
        ? JsonNode.Parse(body)!.ToJsonString(Indented)
        : body.ReplaceLineEndings("\n").TrimEnd('\n');
}
