using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Recommender.Service.People;

/// <summary>How often one client may try to get in.</summary>
internal static class ClientLimits
{
    /// <summary>The policy's name.</summary>
    public const string SignIn = "sign-in";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void Configure(RateLimiterOptions limiter, IOptions<SignInOptions> options)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.AddPolicy(SignIn, context => RateLimitPartition.GetFixedWindowLimiter(ClientOf(context.Connection.RemoteIpAddress), _ =>
            new FixedWindowRateLimiterOptions { PermitLimit = options.Value.TriesPerMinute, Window = Window, QueueLimit = 0 }));
        limiter.OnRejected = async (rejected, cancel) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await Desk.DeskPages.TooManyTries(rejected.HttpContext, wait).ExecuteAsync(rejected.HttpContext);
        };
    }

    /// <summary>What counts as one client: an IPv4 address, or the /64 network that one IPv6 customer has to himself.</summary>
    internal static string ClientOf(IPAddress? address)
    {
        switch (address)
        {
            case null:
                return "local";
            case { IsIPv4MappedToIPv6: true }:
                return address.MapToIPv4().ToString();
            case { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 }:
                return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8));
            default:
                return address.ToString();
        }
    }
}
