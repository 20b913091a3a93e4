using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Recommender.Service.Tests.Desk.SignIn;

/// <summary>A small OpenID Connect provider on this machine: the code flow with PKCE, for one person who is always signed in.</summary>
internal sealed class TestProvider : IAsyncDisposable
{
    private static readonly string[] Codes = ["code"];
    private static readonly string[] Subjects = ["public"];
    private static readonly string[] Algorithms = ["RS256"];
    private readonly WebApplication _app;
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly Dictionary<string, (string Nonce, string Challenge)> _codes = [];

    private TestProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapGet("/.well-known/openid-configuration", () => new
        {
            issuer = Address, authorization_endpoint = $"{Address}/authorize", token_endpoint = $"{Address}/token",
            jwks_uri = $"{Address}/keys",
            response_types_supported = Codes, subject_types_supported = Subjects, id_token_signing_alg_values_supported = Algorithms,
        });
        _app.MapGet("/keys", () =>
        {
            var key = _rsa.ExportParameters(false);
            return new { keys = new[] { new { kty = "RSA", use = "sig", kid = "1", alg = "RS256", n = Base64UrlEncoder.Encode(key.Modulus),
                e = Base64UrlEncoder.Encode(key.Exponent) } } };
        });
        _app.MapGet("/authorize", (string nonce, string state, string redirect_uri, string code_challenge) =>
        {
            var code = Guid.NewGuid().ToString("N");
            _codes[code] = (nonce, code_challenge);
            return Results.Redirect($"{redirect_uri}?code={code}&state={Uri.EscapeDataString(state)}");
        });
        _app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            return _codes.Remove(form["code"].ToString(), out var given)
                && Base64UrlEncoder.Encode(SHA256.HashData(
                    System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) == given.Challenge
                && form["client_secret"] == "secret"
                    ? Results.Json(new { access_token = "a", token_type = "Bearer", expires_in = 60,
                        id_token = Token(form["client_id"].ToString(), given.Nonce) })
                    : Results.BadRequest();
        });
    }

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>The provider's claims about the person.</summary>
    public List<Claim> Claims { get; } = [];

    /// <summary>Changes the next tokens before they are signed.</summary>
    public Action<SecurityTokenDescriptor, RSA>? Changes { get; set; }

    public static async Task<TestProvider> StartAsync()
    {
        var provider = new TestProvider();
        await provider._app.StartAsync(TestContext.Current.CancellationToken);
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _rsa.Dispose();
    }

    private string Token(string client, string nonce)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var token = new SecurityTokenDescriptor
        {
            Issuer = Address, Audience = client, IssuedAt = now, NotBefore = now, Expires = now.AddMinutes(5),
            Subject = new ClaimsIdentity([.. Claims, new Claim("nonce", nonce)]),
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(_rsa) { KeyId = "1" }, SecurityAlgorithms.RsaSha256),
        };
        Changes?.Invoke(token, _rsa);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }
}
