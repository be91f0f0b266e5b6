using System;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventNormalization.Cli.Serving;

/// <summary>Lets in whoever has a key: as a bearer, or as the password that a browser asks for.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The name of the scheme.</summary>
    public const string SchemeName = "ApiKey";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (FindKey(Request.Headers.Authorization.ToString()) is not { } key)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        if (keys.FindName(key) is not { } name)
        {
            return Task.FromResult(AuthenticateResult.Fail("The key is nobody's."));
        }

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], SchemeName);
        return Task.FromResult(AuthenticateResult.Success(
            new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = new[] { "Bearer", "Basic realm=\"eventnorm\", charset=\"UTF-8\"" };
        return Task.CompletedTask;
    }

    private static string? FindKey(string header)
    {
        const string Bearer = "Bearer ";
        const string Basic = "Basic ";
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return header[Bearer.Length..].Trim();
        }

        var bytes = new byte[header.Length];
        if (!header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase)
            || !Convert.TryFromBase64String(header[Basic.Length..].Trim(), bytes, out var length))
        {
            return null;
        }

        // The name that a browser asks for beside the password says nothing: the key alone says who it is.
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        return pair.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? pair[(colon + 1)..] : null;
    }
}
