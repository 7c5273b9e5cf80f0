"""วิเคราะห์: measures of areas against last year and target, rankings, who stopped reporting."""
