using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

/// <summary>The keys of the configuration: who has which, and what for.</summary>
internal sealed class KeyOptions : AuthenticationSchemeOptions
{
    public Dictionary<string, KeyEntry> Keys { get; } = [];
}

/// <summary>A key, as the SHA-256 of it, and what whoever has it may do.</summary>
internal sealed class KeyEntry
{
    public string Sha256 { get; set; } = "";

    public string[] Scopes { get; set; } = [];
}

/// <summary>Lets in whoever sends "Authorization: Bearer KEY".</summary>
internal sealed class KeyHandler(IOptionsMonitor<KeyOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<KeyOptions>(options, logger, encoder)
{
    public const string SchemeName = "Key";
    public const string ScopeClaim = "scope";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(header[7..]));
        foreach (var (name, entry) in Options.Keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(entry.Sha256)))
            {
                Claim[] claims = [new(ClaimTypes.Name, name), .. entry.Scopes.Select(scope => new Claim(ScopeClaim, scope))];
                var user = new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName));
                return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(user, SchemeName)));
            }
        }

        return Task.FromResult(AuthenticateResult.Fail("The key is nobody's."));
    }
}
