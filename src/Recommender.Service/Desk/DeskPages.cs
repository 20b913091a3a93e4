using Microsoft.AspNetCore.Http.HttpResults;

namespace Recommender.Service.Desk;

/// <summary>Pages with a single message.</summary>
internal static class DeskPages
{
    public static RazorComponentResult Forbidden(HttpContext context, string reason) =>
        Message(context, StatusCodes.Status403Forbidden, "You are not allowed to do this", reason + " Ask an administrator for access.");

    public static RazorComponentResult NotFound(HttpContext context) =>
        Message(context, StatusCodes.Status404NotFound, "Page not found", "The address is wrong, or the page was removed.");

    public static RazorComponentResult LinkIsInvalid(HttpContext context) => Message(
        context, StatusCodes.Status404NotFound, "This link is no longer valid",
        "It works once, and for a limited time. Ask an administrator for a new one; for the first administrator, restart the service to "
        + "get a new one.");

    public static RazorComponentResult TooManyTries(HttpContext context, TimeSpan wait) => Message(
        context, StatusCodes.Status429TooManyRequests, "Too many attempts",
        $"Please wait {Math.Ceiling(wait.TotalSeconds):0} seconds, then try again.");

    /// <summary>A page for a response that has only a status code.</summary>
    public static RazorComponentResult OfStatus(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => NotFound(context),
        StatusCodes.Status400BadRequest => Message(context, StatusCodes.Status400BadRequest, "The form could not be read",
            "It may have been open for too long, or you have signed in again since. Go back, reload the page and submit the form again."),
        var status => Message(context, status, "The request failed", $"The service answered with status {status}."),
    };

    private static RazorComponentResult Message(HttpContext context, int status, string title, string text) =>
        new RazorComponentResult<MessagePage>(new { Frame = DeskFrame.Of(context), Title = title, Text = text }) { StatusCode = status };
}
