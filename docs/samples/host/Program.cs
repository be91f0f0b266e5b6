using EventNormalization;

var builder = WebApplication.CreateBuilder(args);

// Store, schema and bounds are in appsettings.json; a setting that is wrong keeps the host from starting, and says why.
builder.Services.AddEventNormalization(builder.Configuration.GetSection("EventNormalization")).AddRetries().UseAccess(access =>
{
    access.Ingest = "send";
    access.Read = access.Manage = access.Payloads = "operate";
});
builder.Services.AddHealthChecks().AddEventNormalization();

// Who may do what is the host's own business. Here it is a key with scopes; yours has what your other endpoints have.
builder.Services.AddAuthentication(KeyHandler.SchemeName).AddScheme<KeyOptions, KeyHandler>(
    KeyHandler.SchemeName, options => builder.Configuration.GetSection("Keys").Bind(options.Keys));
builder.Services.AddAuthorizationBuilder()
    .AddPolicy("send", policy => policy.RequireClaim(KeyHandler.ScopeClaim, "send"))
    .AddPolicy("operate", policy => policy.RequireClaim(KeyHandler.ScopeClaim, "operate"));

var app = builder.Build();
app.MapEventApi("/v1").RequireAuthorization();
app.MapEventDashboard("/events").RequireAuthorization("operate");
app.MapHealthChecks("/health").AllowAnonymous();
app.Run();
