using Microsoft.AspNetCore.Http.HttpResults;

namespace Recommender.Service.Desk;

/// <summary>Pages that tell one thing.</summary>
internal static class DeskPages
{
    public static RazorComponentResult Forbidden(HttpContext context, string why) =>
        Message(context, StatusCodes.Status403Forbidden, "You may not do this here", why + " Ask an administrator for it.");

    public static RazorComponentResult NotFound(HttpContext context) =>
        Message(context, StatusCodes.Status404NotFound, "There is no such page", "The address is not quite right, or what stood there is gone.");

    public static RazorComponentResult LinkIsOver(HttpContext context) => Message(
        context, StatusCodes.Status404NotFound, "This link does not work any more",
        "It works once, and for a limited time. Ask an administrator for a new one; the first administrator gets a new one by starting the service again.");

    public static RazorComponentResult TooManyTries(HttpContext context, TimeSpan wait) => Message(
        context, StatusCodes.Status429TooManyRequests, "Too many tries", $"Please wait {Math.Ceiling(wait.TotalSeconds):0} seconds, then try again.");

    /// <summary>A page in place of an answer that has a status and no words.</summary>
    public static RazorComponentResult OfStatus(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => NotFound(context),
        StatusCodes.Status400BadRequest => Message(context, StatusCodes.Status400BadRequest, "The form could not be read",
            "It may have been open for too long, or in another sign-in. Go back, load the page again, and send it once more."),
        var status => Message(context, status, "That did not work", $"The answer has the status {status}."),
    };

    private static RazorComponentResult Message(HttpContext context, int status, string title, string text) =>
        new RazorComponentResult<MessagePage>(new { Frame = DeskFrame.Of(context), Title = title, Text = text }) { StatusCode = status };
}
