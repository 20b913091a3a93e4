using System.Text;
using Microsoft.AspNetCore.Http;
using Recommender.Service.Web;

namespace Recommender.Service.Tests.Web;

public sealed class JsonBodyTests
{
    private sealed record Opening(TimeOnly? At, IReadOnlyList<DayOfWeek>? Days);

    private sealed record Desk(string? Name, int? Seats, double? Share, DateTimeOffset? Since, DayOfWeek? Closed, Opening? Opens);

    [Fact]
    public void An_object_is_read_with_nested_values()
    {
        var (desk, error) =
            Read("""{"name":"News","seats":4,"since":"2026-01-31T08:00:00+01:00","opens":{"at":"06:30","days":["monday","friday"]}}""");

        Assert.Null(error);
        Assert.Equal(("News", 4, new TimeOnly(6, 30)), (desk!.Name, desk.Seats, desk.Opens!.At));
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Friday], desk.Opens.Days);
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 7, 0, 0, TimeSpan.Zero), desk.Since);
    }

    [Theory]
    [InlineData("""{"seats":"four"}""", "seats is not of the form that is wanted: a whole number.")]
    [InlineData("""{"seats":4.5}""", "seats is not of the form that is wanted: a whole number.")]
    [InlineData("""{"share":"half"}""", "share is not of the form that is wanted: a number.")]
    [InlineData("""{"since":"2026-01-31T08:00:00"}""",
        "since is not of the form that is wanted: an instant with its zone such as 2026-02-11T06:00:00Z.")]
    [InlineData("""{"closed":"someday"}""", "closed is not of the form that is wanted: names of days, monday to sunday.")]
    [InlineData("""{"opens":{"at":"6 am"}}""", "opens.at is not of the form that is wanted: a time of day such as 18:30.")]
    [InlineData("""{"opens":{"days":["monday","noday"]}}""",
        "opens.days[1] is not of the form that is wanted: names of days, monday to sunday.")]
    [InlineData("""{"chairs":4}""", "There is no field 'chairs'; there are name, seats, share, since, closed, opens.")]
    [InlineData("""[]""", "A JSON object is wanted.")]
    [InlineData("""{"\ud800":"News"}""", "The body holds half of a character.")]
    [InlineData("{\n\"name\" \"News\"}", "This is no JSON that can be read: line 2, byte 8.")]
    [InlineData("""{"name":"a","name":"b"}""", "This is no JSON that can be read: a name appears twice.")]
    public void What_is_wrong_is_named_with_its_place_and_what_would_be_right(string json, string said)
    {
        var (desk, error) = Read(json);

        Assert.Null(desk);
        Assert.Equal(said, error);
    }

    [Fact]
    public void What_answers_hold_may_be_sent_back()
    {
        var (desk, error) = Read("""{"id":7,"version":2,"changedBy":"ada","name":"News"}""");

        Assert.Null(error);
        Assert.Equal("News", desk!.Name);
    }

    [Theory]
    [InlineData("text/plain", "{}", 415)]
    [InlineData("application/json", "{", 400)]
    [InlineData("application/json; charset=utf-8", "{}", null)]
    public async Task A_request_needs_the_media_type_and_an_object(string type, string body, int? status)
    {
        var context = new DefaultHttpContext();
        (context.Request.ContentType, context.Request.Body) = (type, new MemoryStream(Encoding.UTF8.GetBytes(body)));

        var (desk, problem) = await JsonBody.ReadAsync<Desk>(context.Request, TestContext.Current.CancellationToken);

        Assert.Equal(status, problem?.StatusCode);
        Assert.Equal(status is null, desk is not null);
    }

    private static (Desk? Value, string? Error) Read(string json) => JsonBody.Read<Desk>(Encoding.UTF8.GetBytes(json));
}
