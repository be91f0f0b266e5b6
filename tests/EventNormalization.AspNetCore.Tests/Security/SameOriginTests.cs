using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;
using EventNormalization.Access;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Security;

public sealed class SameOriginTests
{
    [Theory]
    [InlineData("cross-site", false)]
    [InlineData("same-site", false)]
    [InlineData("nonsense", false)]
    [InlineData("same-origin", true)]
    [InlineData("none", true)]
    [InlineData(null, true)]
    public async Task Another_site_cannot_make_a_browser_write(string? site, bool isServed)
    {
        await using var host = await ProbedHost.StartAsync(environment: "Development");
        var writes = Requests.TargetsOf(host.Services).Where(
            target => target.Method != HttpMethod.Get && target.Method != HttpMethod.Head).ToArray();

        Assert.NotEmpty(writes);
        foreach (var target in writes)
        {
            using var answer = await Requests.SendAsync(host.Client, target, request =>
            {
                if (site is not null)
                {
                    request.Headers.Add("Sec-Fetch-Site", site);
                }
            });

            Assert.True(AccessTests.IsServed(answer) == isServed, $"{target} from {site}: {answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/plain; x=application/json")]
    [InlineData("")]
    public async Task What_a_form_can_send_is_no_write(string contentType)
    {
        await using var host = await ProbedHost.StartAsync(environment: "Development");

        foreach (var target in Requests.TargetsOf(host.Services).Where(
            one => one.Method != HttpMethod.Get && one.Method != HttpMethod.Head))
        {
            using var answer = await Requests.SendAsync(host.Client, target, request =>
            {
                request.Content!.Headers.Remove("Content-Type");
                if (contentType.Length > 0)
                {
                    request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
                }
            });

            Assert.True(
                answer.StatusCode == HttpStatusCode.UnsupportedMediaType,
                $"{target} as {contentType}: {answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("application/json; charset=utf-8", true, true)]
    [InlineData("application/x-ndjson", true, false)]
    [InlineData("application/cloudevents+json", true, false)]
    [InlineData("application/jsonl", true, false)]
    public async Task Events_have_more_media_types_than_commands(string contentType, bool isEvents, bool isCommand)
    {
        await using var host = await ProbedHost.StartAsync(environment: "Development");

        Assert.Equal(isEvents, await IsTakenAsync(host, EventRight.Ingest, contentType));
        Assert.Equal(isEvents, await IsTakenAsync(host, EventRight.Read, contentType));
        Assert.Equal(isCommand, await IsTakenAsync(host, EventRight.Manage, contentType));
        Assert.Equal(isCommand, await IsTakenAsync(host, EventRight.Simulate, contentType));
    }

    private static async Task<bool> IsTakenAsync(TestHost host, EventRight right, string contentType)
    {
        using var content = new StringContent("{}");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var answer = await host.Client.PostAsync(new Uri($"/v1/probe/{right}", UriKind.Relative), content);
        return answer.StatusCode == HttpStatusCode.OK;
    }
}
