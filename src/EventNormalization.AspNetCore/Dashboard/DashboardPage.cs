using System;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace EventNormalization.Dashboard;

/// <summary>Answers with the document and the files of one mapped page.</summary>
internal sealed class DashboardPage
{
    /// <summary>Nothing is run or shown but the page's own files.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private readonly Lazy<DashboardAsset> _document;

    public DashboardPage(EventDashboardOptions options) =>
        _document = new Lazy<DashboardAsset>(() => MakeDocument(options));

    /// <summary>
    /// The document. Without a slash at its end the address is sent on: what the document names is relative to it.
    /// </summary>
    public Task WriteDocumentAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.Path.Value!.EndsWith('/'))
        {
            context.Response.Redirect(request.PathBase + request.Path + "/" + request.QueryString);
            return Task.CompletedTask;
        }

        return WriteAsync(context, _document.Value, "no-cache");
    }

    /// <summary>A file. Under another version it is not kept: hosts are replaced one after another.</summary>
    public static Task WriteFileAsync(HttpContext context)
    {
        var values = context.Request.RouteValues;
        if (values["path"] is not string path || path == DashboardAssets.DocumentName
            || !DashboardAssets.All.TryGetValue(path, out var asset))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var isCurrent = values["version"] is string version && version == DashboardAssets.Version;
        return WriteAsync(context, asset, isCurrent ? "private, max-age=31536000, immutable" : "no-cache");
    }

    private static async Task WriteAsync(HttpContext context, DashboardAsset asset, string caching)
    {
        var (request, response) = (context.Request, context.Response);
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = caching;
        headers.ETag = asset.Tag;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (IsKnown(request, asset))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var content = TakesGzip(request) ? asset.Compressed : asset.Content;
        if (content != asset.Content)
        {
            headers.ContentEncoding = "gzip";
        }

        response.ContentType = asset.ContentType;
        response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(request.Method))
        {
            await response.Body.WriteAsync(content, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static bool IsKnown(HttpRequest request, DashboardAsset asset)
    {
        foreach (var tag in request.GetTypedHeaders().IfNoneMatch)
        {
            if (tag.Equals(EntityTagHeaderValue.Any) || tag.Tag == asset.Tag)
            {
                return true;
            }
        }

        return false;
    }

    private static bool TakesGzip(HttpRequest request)
    {
        foreach (var coding in request.GetTypedHeaders().AcceptEncoding)
        {
            if (coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && coding.Quality is not 0)
            {
                return true;
            }
        }

        return false;
    }

    private static DashboardAsset MakeDocument(EventDashboardOptions options)
    {
        var source = DashboardAssets.All[DashboardAssets.DocumentName].Content;
        var document = new StringBuilder(Encoding.UTF8.GetString(source))
            .Replace("{{title}}", HtmlEncoder.Default.Encode(options.Title))
            .Replace("{{assets}}", "assets/" + DashboardAssets.Version)
            .Replace("{{readOnly}}", options.ReadOnly ? "true" : "false")
            .Replace("{{pageSize}}", options.PageSize.ToString(CultureInfo.InvariantCulture));
        return DashboardAsset.Create(DashboardAssets.DocumentName, Encoding.UTF8.GetBytes(document.ToString()));
    }
}
